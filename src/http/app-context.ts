import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import type { PopulationRegistry } from '../identity/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Outgoing } from '../outgoing/index.ts'
import type { FileStore, ReportDeps, SubmitDeps } from '../reports/index.ts'
import type { KeptRouting } from '../routing/index.ts'
import type { PageAssets } from '../ui/index.ts'

/** What every edge (pages, console, API, channels) is given. */
export interface AppContext extends ReportDeps, SubmitDeps {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly jobs: Jobs
  readonly files: FileStore
  readonly routing: KeptRouting
  readonly assets: PageAssets
  /** Calls to addresses that people set, kept out of our own network. */
  readonly outgoing: Outgoing
  /** Whether a name belongs to a NIK; null where none is connected. */
  readonly populationRegistry: PopulationRegistry | null
  readonly log: FastifyBaseLogger
}
