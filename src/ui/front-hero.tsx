import { ButtonLink } from './button.tsx'
import type { PageFrame } from './page-frame.ts'

export interface FrontHeroProps {
  readonly page: PageFrame
  readonly name: string
  readonly emblem: string | null
  readonly lead: string
  /** The form, with the institution chosen. */
  readonly tell: string
  readonly reports: string
}

/** The first thing on an institution's own page: its emblem and name on its colour, and the one big way in. */
export function FrontHero({ page, name, emblem, lead, tell, reports }: FrontHeroProps) {
  const { t, front } = page
  return (
    <section class="hero hero-front">
      <div class="hero-row">
        {emblem !== null && (
          <span class="front-emblem">
            <img src={emblem} alt="" />
          </span>
        )}
        <div>
          <h1>{name}</h1>
          <p class="lead">{lead}</p>
          <div class="hero-actions">
            <ButtonLink href={tell} look="inverse" size="large" icon="edit" wide="phone">
              {t('front.tell')}
            </ButtonLink>
            <ButtonLink href={reports} look="outline" size="large" icon="list" wide="phone">
              {t('public.reports_all')}
            </ButtonLink>
          </div>
          <p class="front-part-of">
            {t('front.part_of')} <a href={`${front?.national ?? ''}/`}>{t('front.national')}</a>
          </p>
        </div>
      </div>
    </section>
  )
}
