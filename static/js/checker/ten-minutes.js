// Do something after ten minutes, also where the page slept meanwhile or was kept for "Back".
// Gives a function that calls it off.

const TEN_MINUTES = 600_000;

export function afterTenMinutes(hide) {
  const until = Date.now() + TEN_MINUTES;
  const over = new AbortController();
  const end = () => {
    clearTimeout(timer);
    over.abort();
    hide();
  };
  const look = () => Date.now() >= until && end();
  const timer = setTimeout(end, TEN_MINUTES);
  addEventListener("pageshow", look, { signal: over.signal });
  addEventListener("focus", look, { signal: over.signal });
  document.addEventListener("visibilitychange", look, { signal: over.signal });
  return () => {
    clearTimeout(timer);
    over.abort();
  };
}
