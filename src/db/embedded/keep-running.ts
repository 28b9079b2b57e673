import type { Listening } from './connection-url.ts'
import { type LaunchedServer, launchServer, type Server } from './launch-server.ts'
import { stopLeftover, stopPostmaster } from './postmaster.ts'

/** Between two starts, so that a server that dies at once does not take the whole machine. */
const RESTART_PAUSE_MS = 500

/**
 * Start the server again when it ends unasked (the kernel kills the largest process when memory is short), as a
 * supervisor would. @returns how to stop it for good
 */
export function keepRunning(
  server: Server,
  listening: Listening,
  first: LaunchedServer,
): () => Promise<void> {
  let current: LaunchedServer | null = first
  let isStopping = false
  const stopNow = () => {
    if (current !== null) signalStop(current)
  }
  process.once('exit', stopNow)

  const watching = (async () => {
    while (current !== null) {
      await current.ended
      current = null
      if (isStopping) return
      server.onProgress('PostgreSQL ended unasked; starting it again')
      await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS).unref())
      await stopLeftover(server.clusterDir, server.onProgress)
      current = await launchServer(server, listening)
      if (isStopping) await stopPostmaster(current)
    }
  })().catch((error: unknown) => server.onProgress(String(error)))

  return async () => {
    isStopping = true
    process.off('exit', stopNow)
    if (current !== null) await stopPostmaster(current)
    await watching
  }
}

/** At the exit on an error that nobody caught there is no time to wait; it ends by itself. */
function signalStop(server: LaunchedServer): void {
  try {
    process.kill(server.pid, 'SIGINT')
  } catch {
    // It has ended already.
  }
}
