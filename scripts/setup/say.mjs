/** A line of progress; on stderr, so that a command's own output can be piped. */
export function say(message) {
  process.stderr.write(`${message}\n`)
}

/** Say it, and every five seconds that it still goes on, until the work is done. */
export async function sayWhile(message, work) {
  say(`${message}…`)
  const startedAt = performance.now()
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000)
  const ticker = setInterval(() => say(`  ${message}: ${seconds()} s so far`), 5_000)
  try {
    const result = await work()
    say(`  done after ${seconds()} s`)
    return result
  } finally {
    clearInterval(ticker)
  }
}

/** A problem that the person at the keyboard can solve: shown without a stack. */
export class SetupProblem extends Error {}

/** Run a launcher's work; its result is the exit code. */
export async function launch(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error
    say(`\n${error.message}\n`)
    process.exitCode = 1
  }
}
