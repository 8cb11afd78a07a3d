// The camera: shows what it sees and looks for a QR in it a few times a second.

const PAUSE = 120;
// What is looked at: the middle of the picture, in so many pixels.
const SIDE = 720;
const WANTED = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };

// Why there is no camera, in the words of the page.
export function whyNot(error) {
  if (["NotAllowedError", "SecurityError"].includes(error.name)) return "camera-refused";
  if (["NotReadableError", "AbortError"].includes(error.name)) return "camera-busy";
  return "camera-absent";
}

// Scan until a text is found (and given) or stop() is called (then null).
export function camera(video, decode) {
  const stopped = new AbortController();
  const scan = async () => {
    if (!navigator.mediaDevices) throw new DOMException("no camera", "NotFoundError");
    const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED });
    try {
      video.srcObject = stream;
      await video.play();
      return await look(video, decode, stopped.signal);
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    }
  };
  return { found: scan(), stop: () => stopped.abort() };
}

async function look(video, decode, signal) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  while (!signal.aborted) {
    const side = Math.min(video.videoWidth, video.videoHeight);
    canvas.width = canvas.height = Math.min(side, SIDE);
    const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
    pen.drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
    const [text] = side ? await decode(canvas) : [];
    if (text && !signal.aborted) return text;
    await new Promise((go) => setTimeout(go, PAUSE));
  }
  return null;
}
