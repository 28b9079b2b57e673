import type { Translate } from '../i18n/index.ts'
import { Icon } from './icons.tsx'
import type { MapTiles } from './location-field.tsx'

export interface HotspotMapProps {
  readonly t: Translate
  readonly tiles: MapTiles
  readonly spots: readonly {
    readonly latitude: number
    readonly longitude: number
    readonly label: string
    readonly weight: number
  }[]
}

/** Circles on a map, the larger the more; the same stands in a table beside it for those without script. */
export function HotspotMap({ t, tiles, spots }: HotspotMapProps) {
  return (
    <div class="location" data-hotspots={JSON.stringify(spots)}>
      <button type="button" class="button button-secondary" data-map-open data-script-only hidden>
        <Icon name="map" />
        <span>{t('public.hotspots_open')}</span>
      </button>
      <div class="map" data-map data-map-tiles={tiles.url} data-map-attribution={tiles.attribution} hidden />
    </div>
  )
}
