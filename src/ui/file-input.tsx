import { Field, type FieldProps, fieldWiring } from './field.tsx'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface KeptFile {
  /** Posted back as `<name>_kept`, so that a refused form does not lose what was uploaded. */
  readonly id: string
  readonly fileName: string
  /** e.g. "JPG, 1,2 MB" */
  readonly detail?: string
}

export interface FileInputProps extends FieldProps {
  readonly t: PageFrame['t']
  readonly accept?: string
  readonly multiple?: boolean
  readonly maxFiles?: number
  readonly maxBytes?: number
  readonly kept?: readonly KeptFile[]
  /** Offer the camera beside the gallery, on devices that have one. */
  readonly camera?: boolean
}

/** Files to send along; the script adds a list from which each can be taken out again. */
export function FileInput(props: FileInputProps) {
  const { t, name, accept, multiple, maxFiles, maxBytes, camera, kept = [] } = props
  const takesPhotos = accept === undefined || accept.includes('image')
  return (
    <Field {...props}>
      <div
        class="files"
        data-files
        data-max-files={maxFiles}
        data-max-bytes={maxBytes}
        data-text-remove={t('ui.files.remove', { name: '#' })}
        data-text-too-many={t('ui.files.too_many', { count: maxFiles ?? 0 })}
        data-text-too-big={t('ui.files.too_big', {
          name: '#',
          size: Math.round((maxBytes ?? 0) / 1_048_576),
        })}
        data-text-kept={t('app.files.kept')}
        data-text-only-here={t('app.files.only_here')}
        data-text-uploading={t('app.files.uploading', { percent: '#' })}
        data-text-uploaded={t('app.files.uploaded')}
        data-text-unkept={t('app.files.unkept', { name: '#' })}
      >
        {kept.length > 0 && (
          <ul class="file-list">
            {kept.map((file) => (
              <li key={file.id} class="file-item">
                <Icon name="paperclip" />
                <span class="file-name">{file.fileName}</span>
                {file.detail !== undefined && <span class="file-detail">{file.detail}</span>}
                <label class="file-keep">
                  <input type="checkbox" name={`${name}_kept`} value={file.id} checked data-draft-skip />
                  <span>{t('ui.files.keep')}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
        <div class="file-drop">
          <Icon name={takesPhotos ? 'camera' : 'paperclip'} />
          <span class="file-drop-text">
            <strong>{t(takesPhotos ? 'ui.files.choose' : 'ui.files.choose_file')}</strong>
            <input {...fieldWiring(props)} type="file" name={name} accept={accept} multiple={multiple} />
          </span>
        </div>
        {camera && (
          <label class="button button-secondary button-small file-camera" data-script-only hidden>
            <Icon name="camera" />
            <span>{t('app.files.camera')}</span>
            <input class="sr-only" type="file" accept="image/*" capture="environment" />
          </label>
        )}
        <ul class="file-list" data-files-list hidden />
        <p class="field-error" data-files-problem role="alert" hidden />
      </div>
    </Field>
  )
}
