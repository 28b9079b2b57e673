import { Type } from 'typebox'
import { emblemPath, ownHosts } from '../../../http/index.ts'
import { readSignOn, saveSignOn } from '../../../identity/index.ts'
import {
  EMBLEM_BYTES,
  encodeEmblem,
  ownInstitution,
  readFront,
  saveFront,
} from '../../../institutions/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { adminOperations } from './operations.ts'
import { DONE, Done, Nullable } from './shapes.ts'

const Front = Type.Object({
  name: Type.String({ description: 'Empty: its name in the registry' }),
  color: Nullable(Type.String({ description: '`#rrggbb`; made darker where text could not be read on it' })),
  host: Nullable(Type.String({ description: 'A host name whose first page is the front page' })),
})
const SignOn = {
  name: Type.String(),
  issuer: Type.String({ description: 'Address of the OpenID Connect provider' }),
  client_id: Type.String(),
  asks_second_factor: Type.Boolean({ description: 'Whether the provider asks for a second factor itself' }),
  active: Type.Boolean(),
}

/** An institution's own front page, and where its people sign in. */
export const adminFront: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: institutions')
  const front = 'admin/institutions/:code/front'
  read(
    front,
    'admin',
    {
      summary: 'How an institution shows itself on its own front page',
      answer: Type.Object({ ...Front.properties, emblem_url: Nullable(Type.String()) }),
    },
    async ({ context: { db, config }, staff, param }) => {
      const node = await ownInstitution(db, staff, param('code'))
      const present = await readFront(db, node.id)
      const { name, color, host } = present
      const emblem = emblemPath(present)
      return { name, color, host, emblem_url: emblem === null ? null : `${config.baseUrl}${emblem}` }
    },
  )
  change(
    front,
    'admin',
    {
      summary: 'Say how it shows itself; what is left out stays',
      body: Type.Object({
        name: Type.Optional(Front.properties.name),
        color: Type.Optional(Front.properties.color),
        host: Type.Optional(
          Nullable(
            Type.String({
              description: 'For the national level only: whoever owns a name owns what is typed there',
            }),
          ),
        ),
        emblem: Type.Optional(
          Nullable(Type.String({ description: 'PNG, JPEG or WebP in base64; null: none any more' })),
        ),
      }),
      answer: Type.Object({
        darkened: Type.Boolean({ description: 'Whether the colour had to become darker' }),
      }),
      bodyLimit: BODY_BYTES,
      log: ({ input: { emblem, host, ...input }, param, staff }) => ({
        area: 'institution',
        action: 'front',
        subject: param('code'),
        data: {
          ...input,
          ...(host === undefined || staff.role !== 'national_admin' ? {} : { host }),
          ...(emblem === undefined ? {} : { emblem: emblem === null ? null : 'new' }),
        },
      }),
    },
    async ({ context: inside, staff, input, param }) => {
      const node = await ownInstitution(inside.db, staff, param('code'))
      const present = await readFront(inside.db, node.id)
      const { darkened } = await saveFront({ ...inside, ownHosts: ownHosts(inside.config) }, node.id, {
        name: input.name ?? (present.name === node.name ? '' : present.name),
        color: (input.color === undefined ? present.color : input.color) ?? '',
        host: staff.role !== 'national_admin' || input.host === undefined ? undefined : (input.host ?? ''),
        emblem: typeof input.emblem === 'string' ? await emblemOf(input.emblem) : null,
        dropEmblem: input.emblem === null,
      })
      return { darkened }
    },
  )

  const signOn = 'admin/institutions/:code/sign-on'
  read(
    signOn,
    'admin',
    {
      summary:
        'Where an institution’s people sign in with its own accounts, without the secret; null: nowhere',
      answer: Type.Object({
        callback: Type.String({ description: 'To be allowed at the provider' }),
        settings: Nullable(Type.Object(SignOn)),
      }),
    },
    async ({ context: { db, config }, staff, param }) => {
      const node = await ownInstitution(db, staff, param('code'), { rootToo: true })
      return {
        callback: `${config.baseUrl}/masuk/instansi/${node.code}/kembali`,
        settings: await readSignOn(db, node.id),
      }
    },
  )
  change(
    signOn,
    'admin',
    {
      summary: 'Set where an institution’s people sign in',
      body: Type.Object({
        ...SignOn,
        client_secret: Type.Optional(Type.String({ maxLength: 500, description: 'Left out it stays' })),
      }),
      answer: Done,
      log: ({ param }) => ({ area: 'sign_on', action: 'sign_on', subject: param('code') }),
    },
    async ({ context: inside, staff, input, param }) => {
      const node = await ownInstitution(inside.db, staff, param('code'), { rootToo: true })
      await saveSignOn(inside, staff, node.id, {
        name: clean(input.name),
        issuer: clean(input.issuer),
        clientId: clean(input.client_id),
        clientSecret: clean(input.client_secret ?? ''),
        asksSecondFactor: input.asks_second_factor,
        active: input.active,
      })
      return DONE
    },
  )
}

/** An emblem in base64 is a third longer than its bytes. */
const BODY_BYTES = Math.ceil((EMBLEM_BYTES * 4) / 3) + 16_384

function emblemOf(base64: string) {
  return encodeEmblem('emblem', Buffer.from(base64, 'base64'), false)
}

function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '')
}
