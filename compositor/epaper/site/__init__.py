"""The site that readers open: plain files of HTML and CSS that stand on any web server, and on a disk.

Everything is there without JavaScript; scripts add zoom, search and the reader's choice of language and light.
"""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.epaper.site.issue import issue_file, issue_files
    from compositor.epaper.site.root import asset_files, root_files
else:
    __getattr__ = late.names(
        __name__,
        {
            "issue": "issue_file issue_files",
            "root": "asset_files root_files",
        },
    )

__all__ = ["asset_files", "issue_file", "issue_files", "root_files"]
