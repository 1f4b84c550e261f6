-- Lets plain LuaTeX set a TrueType face by its file: \font\f={file:face.ttf} at 12bp.
callback.register("define_font", function(name, size)
  if name:sub(1, 5) ~= "file:" then
    return font.read_tfm(name, size)
  end
  local path = name:sub(6)
  local face = fontloader.to_table(fontloader.open(path))
  local scale = size / face.units_per_em
  local characters = {}
  for code, glyph in pairs(face.map.map) do
    characters[code] = {
      width = face.glyphs[glyph].width * scale,
      height = 0.7 * size,
      depth = 0.2 * size,
      index = glyph,
      tounicode = string.format("%04X", code),
    }
  end
  return {
    name = face.fontname,
    fullname = face.fontname,
    psname = face.fontname,
    filename = path,
    type = "real",
    format = "truetype",
    embedding = "subset",
    encodingbytes = 2,
    tounicode = 1,
    cidinfo = { registry = "Adobe", ordering = "Identity", supplement = 0 },
    size = size,
    designsize = size,
    characters = characters,
    parameters = {
      slant = 0,
      space = size / 4,
      space_stretch = size / 8,
      space_shrink = size / 12,
      x_height = size / 2,
      quad = size,
      extra_space = 0,
    },
  }
end)
