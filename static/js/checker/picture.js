// A picture that somebody chose: looked at in a few sizes, for a small code needs all its pixels and
// a blurred one is easier to see from afar.

const SIZES = [1000, 2000, 600, 3200];

// The texts of the codes in a picture; null where it is no picture.
export async function codesIn(file, decode) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const longest = Math.max(picture.width, picture.height);
  let last = 0;
  for (const size of SIZES) {
    const side = Math.min(size, longest);
    if (side === last) continue;
    last = side;
    const found = await decode(drawn(picture, side / longest), true);
    if (found.length) return found;
  }
  return [];
}

function drawn(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
