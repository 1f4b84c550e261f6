"""The profile of sRGB: the light of screens, to the shade, in bytes of our own."""

from __future__ import annotations

import hashlib
import io
import struct

from PIL import Image, ImageChops, ImageCms

from compositor.colour import srgb


def test_it_is_srgb_to_a_shade() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb().content))
    ramps = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    light = Image.merge("RGB", ramps)
    turned = ImageCms.profileToProfile(light, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert max(ImageChops.difference(light, turned).tobytes()) <= 1


def test_it_is_a_profile_of_screens_and_the_same_everywhere() -> None:
    content = srgb().content
    assert struct.unpack_from(">I", content)[0] == len(content)
    assert (content[8], content[12:24], content[36:40]) == (4, b"mntrRGB XYZ ", b"acsp")
    assert hashlib.sha256(content).hexdigest()[:16] == "e7085cc6b5e94d13"
