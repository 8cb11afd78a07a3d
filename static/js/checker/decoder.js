// Finds QR codes in pictures: by the browser where it can, else by the package qr.

// Gives a function: of a canvas, the texts of the codes that it shows; `all` looks for every one.
export async function decoder() {
  return (await native()) ?? packaged();
}

async function native() {
  if (!("BarcodeDetector" in self)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (canvas) => {
    const found = await detector.detect(canvas);
    return [...new Set(found.map((code) => code.rawValue))];
  };
}

async function packaged() {
  const { decodeQR, decodeQRBatch } = await import("../../npm/qr/decode.js");
  return async (canvas, all = false) => {
    const { width, height } = canvas;
    const picture = canvas.getContext("2d").getImageData(0, 0, width, height);
    try {
      const found = all ? (await decodeQRBatch([picture]))[0] : [decodeQR(picture)];
      return [...new Set(found.filter((text) => typeof text === "string"))];
    } catch {
      return [];
    }
  };
}
