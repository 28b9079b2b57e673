import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { AppContext } from '../http/index.ts'
import { actOnProposal } from '../reports/index.ts'
import { proposeForReport } from '../routing/index.ts'

/** The job that proposes for one report. */
export function openProposer(context: AppContext): (reportId: number) => Promise<void> {
  return async (reportId) => {
    const now = context.clock.now()
    const proposal = await proposeForReport(context.db, await context.routing.open(), { reportId, now })
    if (proposal !== null) await actOnProposal(context, reportId, proposal)
  }
}

/** Training keeps a core busy for some seconds: not in a process that answers people. Should it fail, it is done here. */
export function prepareInOtherProcess(): Promise<void> {
  const [, program = ''] = process.argv
  if (!/^main\.[jt]s$/.test(basename(program))) return Promise.resolve()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...process.execArgv, program, 'routing', 'prepare'], {
      stdio: 'ignore',
    })
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  })
}
