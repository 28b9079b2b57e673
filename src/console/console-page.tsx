import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type AppContext, pageFrame, staffOf } from '../http/index.ts'
import type { Staff } from '../identity/index.ts'
import { countWaiting, MOST_COUNTED } from '../reports/index.ts'
import { ConsoleLayout, type ConsoleSection, type PageFrame, sectionsOf } from '../ui/index.ts'
import { boundedCount } from './bounded-count.ts'
import { LIVE_PATH } from './live-path.ts'
import { addressOf } from './query.ts'

/** What every page of the console needs beside its own model. */
export interface ConsoleFrame {
  readonly page: PageFrame
  readonly staff: Staff
  /** Reports that wait for us; shown beside the inbox. */
  readonly waiting: number
}

/** `path` is the page's own address where the request's is not one to come back to (a refused form). */
export async function consoleFrame(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  path = request.url,
): Promise<ConsoleFrame> {
  const staff = staffOf(request)
  return {
    page: { ...pageFrame(context, request, reply), path },
    staff,
    waiting: await countWaiting(context.db, staff),
  }
}

export interface ConsolePageProps {
  readonly frame: ConsoleFrame
  readonly title: string
  readonly current: ConsoleSection
  /** The report whose page it is: others who open it are shown. */
  readonly watched?: string
  readonly children: ComponentChildren
}

/** The console's layout with who is signed in and what waits. */
export function ConsolePage({ frame, title, current, watched, children }: ConsolePageProps) {
  const { page, staff, waiting } = frame
  return (
    <ConsoleLayout
      page={page}
      title={title}
      current={current}
      sections={sectionsOf(staff.role)}
      counts={{ inbox: boundedCount(waiting, MOST_COUNTED, page.language) }}
      live={addressOf(LIVE_PATH, { laporan: watched })}
      staff={{
        name: staff.name,
        roleLabel: page.t(`role.${staff.role}`),
        institutionName: staff.nodeName,
      }}
    >
      {children}
    </ConsoleLayout>
  )
}
