// Offer the phone's own way of sending an address, where it has one.
export default function (part) {
  const button = part.querySelector("button");
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ url: part.querySelector("a").href }).catch(() => {});
  });
}
