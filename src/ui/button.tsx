import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icons.tsx'

export interface ButtonLook {
  /** `inverse` stands on a dark field such as the hero, `outline` beside it. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'inverse' | 'outline'
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: IconName
  readonly iconAfter?: IconName
  /** Fill the width of the parent; with `wide="phone"` only on phones. */
  readonly wide?: boolean | 'phone'
  readonly class?: string
  readonly children: ComponentChildren
}

export interface ButtonProps extends ButtonLook {
  readonly type?: 'submit' | 'button'
  readonly name?: string
  readonly value?: string
  readonly id?: string
  readonly form?: string
  readonly formAction?: string
  readonly disabled?: boolean
  readonly hidden?: boolean
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-pressed'?: boolean
  readonly [data: `data-${string}`]: string | boolean | undefined
}

/** A button that submits its form, or with `type="button"` belongs to a script. */
export function Button({ look, size, icon, iconAfter, wide, class: extra, children, ...rest }: ButtonProps) {
  return (
    <button type="submit" {...rest} class={buttonClass({ look, size, wide, class: extra })}>
      <ButtonContent icon={icon} iconAfter={iconAfter}>
        {children}
      </ButtonContent>
    </button>
  )
}

export interface ButtonLinkProps extends ButtonLook {
  readonly href: string
  readonly download?: boolean | string
  readonly rel?: string
  readonly 'aria-label'?: string
  readonly 'aria-current'?: 'page' | 'true'
  readonly [data: `data-${string}`]: string | boolean | undefined
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  look,
  size,
  icon,
  iconAfter,
  wide,
  class: extra,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <a {...rest} class={buttonClass({ look, size, wide, class: extra })}>
      <ButtonContent icon={icon} iconAfter={iconAfter}>
        {children}
      </ButtonContent>
    </a>
  )
}

/** A row of buttons that wraps, the most important first. */
export function ButtonRow({ children, class: extra }: { children: ComponentChildren; class?: string }) {
  return <div class={classNames('button-row', extra)}>{children}</div>
}

function ButtonContent({ icon, iconAfter, children }: Pick<ButtonLook, 'icon' | 'iconAfter' | 'children'>) {
  return (
    <>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter !== undefined && <Icon name={iconAfter} />}
    </>
  )
}

function buttonClass({ look = 'primary', size = 'medium', wide, class: extra }: Partial<ButtonLook>): string {
  return classNames(
    'button',
    `button-${look}`,
    size !== 'medium' && `button-${size}`,
    wide === true && 'button-wide',
    wide === 'phone' && 'button-wide-phone',
    extra,
  )
}
