import { makeSignInLink } from '../../identity/index.ts'
import type { Answer, Turn } from './converse.ts'
import { plainReply, say } from './reply.ts'

/**
 * The way to "Laporan saya" for whoever writes by their own account: a link that signs them in once. In public there is
 * none, and none for an address that is only claimed, which asks for a code on the page.
 */
export async function signInLink(turn: Turn): Promise<Answer> {
  const { deps, heard, sender, style } = turn
  const { kind, address, isProved = true } = heard.message.sender
  if (style.isPublic) return { reply: plainReply(say(style, 'channels.sign_in')) }
  if (!isProved) {
    const page = `${deps.baseUrl}/saya`
    return { reply: plainReply(say(style, 'channels.sign_in.claimed', { link: page }), page) }
  }
  const { id, code } = await makeSignInLink(deps, { kind, value: address }, sender.language)
  const link = `${deps.baseUrl}/saya/kode/${id}?kode=${code}`
  return { reply: plainReply(say(style, 'channels.sign_in', { link }), link) }
}
