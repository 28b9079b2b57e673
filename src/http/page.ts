import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Language, PAGE_LANGUAGES, type PageLanguage, translator } from '../i18n/index.ts'
import type { PageFrame, Theme } from '../ui/index.ts'
import type { AppContext } from './app-context.ts'
import { cookieOptions, LANGUAGE_COOKIE, THEME_COOKIE } from './cookies.ts'
import { pageFront } from './fronts.ts'

/** The frame a view needs beside its model. Makes the CSRF token, and with it its cookie. */
export function pageFrame(context: AppContext, request: FastifyRequest, reply: FastifyReply): PageFrame {
  const csrfToken = reply.generateCsrf(cookieOptions(context.config))
  return frameOf(context, request, { path: request.url, csrfToken })
}

/** The frame of a page with its own path and token. */
export function frameOf(
  context: AppContext,
  request: FastifyRequest,
  own: Pick<PageFrame, 'path' | 'csrfToken'>,
): PageFrame {
  const speaks = pageLanguageOf(request)
  return {
    t: translator(speaks),
    language: languageOf(request),
    speaks,
    theme: themeOf(request),
    assets: context.assets,
    mode: context.config.mode,
    front: pageFront(context, request),
    ...own,
  }
}

/** Send a view as a page. */
export function sendPage(reply: FastifyReply, view: VNode, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'private, no-cache')
    .send(`<!doctype html>${renderToString(view)}`)
}

/** The language of what is stored and sent: of a page in a regional language it is Indonesian. */
export function languageOf(request: FastifyRequest): Language {
  return pageLanguageOf(request) === 'en' ? 'en' : 'id'
}

/** `?bahasa=` wins over the cookie; Indonesian is the first language whatever the browser says. */
function pageLanguageOf(request: FastifyRequest): PageLanguage {
  const query = request.query
  const asked =
    typeof query === 'object' && query !== null && 'bahasa' in query
      ? query.bahasa
      : request.cookies[LANGUAGE_COOKIE]
  return PAGE_LANGUAGES.find((language) => language === asked) ?? 'id'
}

export function themeOf(request: FastifyRequest): Theme {
  const theme = request.cookies[THEME_COOKIE]
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** The switches of language and appearance, which work without script: a POST that leads back. */
export function registerAppearance(app: FastifyInstance, context: AppContext): void {
  // Without a token, so that pages for everybody can carry the switches: a foreign site could change colours at most.
  app.post('/tampilan', { config: { access: 'public', csrf: false } }, (request, reply) => {
    const language = request.form.get('language')
    const theme = request.form.get('theme')
    if (PAGE_LANGUAGES.some((known) => known === language))
      reply.setCookie(LANGUAGE_COOKIE, language, cookieOptions(context.config))
    if (theme === 'light' || theme === 'dark' || theme === 'system') {
      reply.setCookie(THEME_COOKIE, theme, cookieOptions(context.config))
    }
    return reply.redirect(localPath(request.form.get('back')), 303)
  })
}

/** A path on this site; anything else leads home, so that no link of ours sends people elsewhere. */
export function localPath(text: string): string {
  if (!text.startsWith('/') || /^\/[/\\]/.test(text)) return '/'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a header must not hold one
  if (/[\u0000-\u001f\\]/.test(text)) return '/'
  return text
}
