export { LanguageSwitch, ThemeSwitch } from './appearance.tsx'
export {
  Badge,
  type BadgeProps,
  DueBadge,
  type DueBadgeProps,
  StateBadge,
  type StateBadgeProps,
  StateMark,
} from './badge.tsx'
export { Button, ButtonLink, type ButtonLinkProps, type ButtonProps, ButtonRow } from './button.tsx'
export {
  Avatar,
  Card,
  type CardProps,
  DescriptionList,
  type Fact,
  initials,
  Kbd,
  Stat,
  type StatProps,
  StatRow,
} from './card.tsx'
export { Chart, type ChartProps } from './chart/chart.tsx'
export { drawBars, drawLines, drawRanges, type Range, type Series } from './chart/charts.ts'
export type { ChartDrawing } from './chart/draw-chart.ts'
export {
  CheckboxField,
  type CheckboxFieldProps,
  type Choice,
  type ChoiceGroup,
  RadioCards,
  type RadioCardsProps,
  RatingInput,
  type RatingInputProps,
  Select,
  type SelectProps,
} from './choice-field.tsx'
export { classNames } from './class-names.ts'
export { Combobox, type ComboboxProps, type Suggestion } from './combobox.tsx'
export { ConsoleLayout, type ConsoleLayoutProps, type ConsoleStaff, PageHeading } from './console-layout.tsx'
export { Document, type DocumentProps } from './document.tsx'
export {
  Disclosure,
  EmptyState,
  ErrorSummary,
  type FieldProblem,
  Notice,
  type NoticeProps,
} from './feedback.tsx'
export { Field, FieldError, FieldGroup, type FieldProps, fieldWiring } from './field.tsx'
export { type Bar, backlogBars, CountsChart, drawCounts, drawFlow, FlowChart } from './figure-charts.tsx'
export {
  DEFINED_FIGURES,
  type DefinedFigure,
  FigureName,
  formatHours,
  formatRate,
  formatRating,
  PeriodChoice,
  periodName,
} from './figures.tsx'
export { FileInput, type FileInputProps, type KeptFile } from './file-input.tsx'
export { CsrfField, DraftClear, DraftNotice, Form, type FormProps, OutboxStatus } from './form.tsx'
export { FrontHero, type FrontHeroProps } from './front-hero.tsx'
export { ComponentGallery } from './gallery/component-gallery.tsx'
export { Band, type BandProps, Hero, type HeroProps } from './hero.tsx'
export { HotspotMap } from './hotspot-map.tsx'
export { Icon, type IconName } from './icons.tsx'
export { CONSOLE_LINKS, type ConsoleSection, LINKS, type PublicSection, sectionsOf } from './links.ts'
export {
  LocationField,
  type LocationFieldProps,
  LocationMap,
  type MapPosition,
  type MapTiles,
} from './location-field.tsx'
export {
  Breadcrumbs,
  type Crumb,
  FilterBar,
  type FilterBarProps,
  Pagination,
  type PaginationProps,
  SearchBox,
  type SearchBoxProps,
  type Tab,
  Tabs,
} from './navigation.tsx'
export type { PageAssets, PageFrame, PageFront, Theme } from './page-frame.ts'
export { PublicLayout, type PublicLayoutProps } from './public-layout.tsx'
export { PushOffer, type PushOfferProps } from './push-offer.tsx'
export { ReportCard, type ReportCardProps, ReportList } from './report-card.tsx'
export type { ReportStateName, Tone } from './report-state.ts'
export { ScaleInput, type ScaleInputProps } from './scale-input.tsx'
export { groupDigits, PrintButton, TrackingNumber } from './small-actions.tsx'
export { reportSteps, type Step, StepProgress, type StepProgressProps } from './step-progress.tsx'
export { type SurveyFiguresProps, SurveyFiguresTable } from './survey-figures.tsx'
export { type Column, Table, type TableProps } from './table.tsx'
export {
  CodeInput,
  DateInput,
  TextArea,
  type TextAreaProps,
  TextInput,
  type TextInputProps,
} from './text-field.tsx'
export {
  Attachments,
  Timeline,
  type TimelineAttachment,
  type TimelineEntry,
  type TimelineProps,
} from './timeline.tsx'
export { VoiceInput } from './voice-input.tsx'
export { Wordmark } from './wordmark.tsx'
