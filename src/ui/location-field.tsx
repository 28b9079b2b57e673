import { classNames } from './class-names.ts'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface MapTiles {
  /** e.g. `https://tile.example.go.id/{z}/{x}/{y}.png` */
  readonly url: string
  readonly attribution: string
}

export interface MapPosition {
  readonly latitude: number
  readonly longitude: number
}

export interface LocationFieldProps {
  readonly t: PageFrame['t']
  readonly latitude?: string | null
  readonly longitude?: string | null
  /** Without tiles only the phone's own position is offered. */
  readonly tiles?: MapTiles | null
  readonly mapCenter?: MapPosition
}

/**
 * The exact place, as an addition to the place in words: by the phone's position or a tap on a map.
 * Posts `latitude`, `longitude` and `accuracy` (metres); without script it shows nothing.
 */
export function LocationField({ t, latitude, longitude, tiles, mapCenter }: LocationFieldProps) {
  const known = Boolean(latitude && longitude)
  return (
    <div
      class="location"
      data-gps
      data-text-finding={t('ui.location.finding')}
      data-text-found={t('ui.location.found', { accuracy: '#' })}
      data-text-marked={t('ui.location.marked')}
      data-text-denied={t('ui.location.denied')}
      data-text-failed={t('ui.location.failed')}
    >
      <input type="hidden" name="latitude" value={latitude ?? ''} data-draft-keep />
      <input type="hidden" name="longitude" value={longitude ?? ''} data-draft-keep />
      <input type="hidden" name="accuracy" value="" data-draft-keep />
      <div class="button-row" data-script-only hidden>
        <button type="button" class="button button-secondary button-small" data-gps-locate>
          <Icon name="locate" />
          <span>{t('ui.location.use_mine')}</span>
        </button>
        {tiles && (
          <button
            type="button"
            class="button button-secondary button-small"
            data-map-open
            aria-expanded="false"
          >
            <Icon name="map" />
            <span>{t('ui.location.open_map')}</span>
          </button>
        )}
        <button type="button" class="button button-quiet button-small" data-gps-remove hidden={!known}>
          <Icon name="close" />
          <span>{t('ui.location.remove')}</span>
        </button>
      </div>
      <p class="location-status" data-gps-status role="status">
        {known && t('ui.location.marked')}
      </p>
      {tiles && <MapFrame tiles={tiles} position={mapCenter} hidden />}
    </div>
  )
}

/** A map that shows one place; the coordinates in words stand beside it, for those without script. */
export function LocationMap(props: { tiles: MapTiles; position: MapPosition; openLabel: string }) {
  return (
    <div class="location" data-map-view>
      <button
        type="button"
        class="button button-secondary button-small"
        data-map-open
        data-script-only
        hidden
      >
        <Icon name="map" />
        <span>{props.openLabel}</span>
      </button>
      <MapFrame tiles={props.tiles} position={props.position} hidden marked />
    </div>
  )
}

function MapFrame(props: { tiles: MapTiles; position?: MapPosition; hidden?: boolean; marked?: boolean }) {
  return (
    <div
      class={classNames('map')}
      data-map
      data-map-tiles={props.tiles.url}
      data-map-attribution={props.tiles.attribution}
      data-map-latitude={props.position?.latitude}
      data-map-longitude={props.position?.longitude}
      data-map-marked={props.marked ? '' : undefined}
      hidden={props.hidden}
    />
  )
}
