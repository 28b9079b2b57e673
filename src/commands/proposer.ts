import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { AppContext } from '../http/index.ts'
import { actOnProposal } from '../reports/index.ts'
import { hasColdStart, openStoredRouting, proposeForReport, type Routing } from '../routing/index.ts'

/** A new model or an edited rule is used after so long at most. */
const REOPEN_AFTER_MS = 10 * 60_000

/** The job that proposes for one report; what it needs is opened with the first report and anew from time to time. */
export function openProposer(context: AppContext): (reportId: number) => Promise<void> {
  let opened: { readonly routing: Promise<Routing>; readonly at: number } | null = null
  const routing = (now: number) => {
    if (opened === null || now - opened.at > REOPEN_AFTER_MS) {
      opened = { routing: open(context), at: now }
      opened.routing.catch(() => {
        opened = null
      })
    }
    return opened.routing
  }
  return async (reportId) => {
    const now = context.clock.now()
    const proposal = await proposeForReport(context.db, await routing(now.getTime()), { reportId, now })
    if (proposal !== null) await actOnProposal(context, reportId, proposal)
  }
}

async function open({ db, config }: AppContext): Promise<Routing> {
  if (!hasColdStart(config)) await prepareInOtherProcess()
  return openStoredRouting(db, config)
}

/** Training keeps a core busy for some seconds: not in a process that answers people. Should it fail, it is done here. */
function prepareInOtherProcess(): Promise<void> {
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
