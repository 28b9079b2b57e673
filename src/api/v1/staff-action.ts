import { type Static, type TSchema, Type } from 'typebox'
import type { AppContext } from '../../http/index.ts'
import type { ActionResult, Actor } from '../../reports/index.ts'
import { type ApiApp, staffActor } from './api-app.ts'
import { underPrecondition } from './entity-tag.ts'
import { numberOf, orPresent } from './reporter-actions.ts'
import { ActionResultSchema, HANDLERS, NumberParams, PROBLEMS } from './schemas.ts'

export const Version = {
  version: Type.Optional(
    Type.Integer({ description: 'The version one saw; another one in between is a 409' }),
  ),
}
export const TextBody = Type.Object({
  text: Type.String(),
  attachments: Type.Optional(Type.Array(Type.String())),
  ...Version,
})

/** Register `POST /api/v1/reports/{number}/{name}` for staff with a token; repeated with the same key it is done once. */
export function staffAction(app: ApiApp, context: AppContext) {
  return <Body extends TSchema>(
    name: string,
    summary: string,
    body: Body,
    run: (actor: Actor, trackingNumber: string, body: Static<Body>) => Promise<ActionResult>,
  ) => {
    app.post(
      `/api/v1/reports/:tracking_number/${name}`,
      {
        config: { access: 'staff' },
        schema: {
          summary,
          tags: ['staff'],
          security: HANDLERS,
          params: NumberParams,
          body,
          response: { 200: ActionResultSchema, ...PROBLEMS },
        },
      },
      async (request) => {
        const number = numberOf(request.params.tracking_number)
        return underPrecondition(request, (version) =>
          orPresent(context, number, () => {
            // The schema has judged the body before this runs; `If-Match` says the same as its version.
            const judged = request.body as Static<Body>
            return run(staffActor(request), number, version === undefined ? judged : { ...judged, version })
          }),
        )
      },
    )
  }
}
