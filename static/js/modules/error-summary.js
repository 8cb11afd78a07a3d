// Take a reader who cannot see the page to what is wrong.
export default function (summary) {
  summary.focus();
}
