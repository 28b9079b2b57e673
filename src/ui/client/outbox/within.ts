/**
 * Do something over the network, given up after so many milliseconds or when `stop` says so. By hand, since phones that
 * run all the rest have no `AbortSignal.any`.
 */
export async function within<Result>(
  milliseconds: number,
  act: (signal: AbortSignal) => Promise<Result>,
  stop = new AbortController(),
): Promise<Result> {
  const timer = setTimeout(() => stop.abort(), milliseconds)
  try {
    return await act(stop.signal)
  } finally {
    clearTimeout(timer)
  }
}
