/** Do something when the page is drawn and nobody waits for anything. Safari does not say when, so a second later. */
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(act)
  else setTimeout(act, 1_000)
}
