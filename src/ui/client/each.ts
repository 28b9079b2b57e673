/** Do something with every element that matches, inside `root`. */
export function each(
  selector: string,
  act: (element: HTMLElement) => void,
  root: ParentNode = document,
): void {
  for (const element of root.querySelectorAll<HTMLElement>(selector)) act(element)
}

/** The words a server-rendered element carries for its script; `#` stands for the value. */
export function words(element: HTMLElement, name: string, value: string | number = ''): string {
  return (element.getAttribute(`data-${name}`) ?? '').replace('#', String(value))
}
