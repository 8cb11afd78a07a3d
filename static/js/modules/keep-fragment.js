// A change of language keeps what stands behind the # (the digits of a QR).
export default function (element) {
  element.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) link.hash = location.hash;
  });
}
