import fastifySwagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { RegisterRoutes } from '../../http/index.ts'
import { registerReference } from '../reference/route.tsx'
import { administration } from './admin/index.ts'
import { attachments } from './attachments.ts'
import { bulkActions } from './bulk-actions.ts'
import { exchange } from './exchange.ts'
import { handlingActions } from './handling-actions.ts'
import { inbox } from './inbox.ts'
import { joined } from './joined.ts'
import { dropUnknownFields } from './known-fields.ts'
import { listReports } from './list-reports.ts'
import { oauthToken } from './oauth-token.ts'
import { describeOperation, openApiInfo } from './openapi.ts'
import { ownAppeals } from './own-appeals.ts'
import { ownData } from './own-data.ts'
import { ownReports } from './own-reports.ts'
import { photos } from './photos.ts'
import { problems } from './problems.ts'
import { proposals } from './proposals.ts'
import { readReportRoute } from './read-report.ts'
import { registry } from './registry.ts'
import { reportFiles } from './report-files.ts'
import { reporterActions } from './reporter-actions.ts'
import { reporterSignIn } from './reporter-sign-in.ts'
import { returnToReport } from './return-to-report.ts'
import { shareParts } from './share-parts.ts'
import { staffActions } from './staff-actions.ts'
import { statistics } from './statistics.ts'
import { submit } from './submit-report.ts'
import { supportReport } from './support-report.ts'
import { survey } from './survey.ts'
import { unsealing } from './unsealing.ts'
import { webhooks } from './webhooks.ts'

/** The JSON API under /api/v1; its OpenAPI 3.1 document comes from the routes' own schemas. */
export const apiRoutes: RegisterRoutes = async (parent, context) => {
  await parent.register(async (scope) => {
    await scope.register(fastifySwagger, {
      openapi: openApiInfo(context),
      transform: describeOperation,
      transformObject: (given) => shareParts('openapiObject' in given ? given.openapiObject : {}),
    })
    dropUnknownFields(scope)
    const app = scope.withTypeProvider<TypeBoxTypeProvider>()
    for (const register of [
      submit,
      readReportRoute,
      listReports,
      reporterActions,
      staffActions,
      handlingActions,
      supportReport,
      returnToReport,
      reportFiles,
      survey,
      bulkActions,
      photos,
      unsealing,
      proposals,
      joined,
      inbox,
      attachments,
      registry,
      problems,
      statistics,
      oauthToken,
      webhooks,
      exchange,
      ...administration,
      ownReports,
      ownAppeals,
      ownData,
      reporterSignIn,
    ]) {
      register(app, context)
    }
    registerReference(scope, context, () => scope.swagger())
    app.get(
      '/api/v1/openapi.json',
      { config: { access: 'public' }, schema: { hide: true } },
      async (_request, reply) => reply.send(scope.swagger()),
    )
  })
}
