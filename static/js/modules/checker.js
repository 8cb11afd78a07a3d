// The checker: what scans and judges is fetched when the browser has nothing else to do.
export default function (part) {
  const begin = () => import("../checker/start.js").then(({ start }) => start(part));
  if ("requestIdleCallback" in self) requestIdleCallback(begin, { timeout: 2000 });
  else setTimeout(begin, 200);
}
