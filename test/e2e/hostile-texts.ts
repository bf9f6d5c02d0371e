/** Texts that would like to be more than text, each with what it tries. */
export const injections: readonly (readonly [what: string, text: string])[] = [
  ['SQL that ends a statement', "'); DROP TABLE events; --"],
  ['SQL that is always true', "' OR '1'='1' /*"],
  ['a script', '<script>alert(document.cookie)</script>'],
  ['an image that runs a script', '"><img src=x onerror=alert(1)>'],
  ['an address that runs a script', 'javascript:alert(1)'],
  ['a template', '{{constructor.constructor("return process")()}} ${7*7} <%= 7*7 %> #{7*7}'],
  ['a formula of a spreadsheet', "=cmd|' /C calc'!A0"],
  ['a command of a shell', '; rm -rf / #`reboot`$(reboot)'],
  ['GraphQL', '") { __typename } } mutation { dropAim'],
  ['JSON', '","actor":{"person":"eve","post":"chief-executive"},"x":"'],
  ['a look-up in a logger', '${jndi:ldap://127.0.0.1:1/a}'],
  ['formats', '%s%n%x %00 \\u0000 \\'],
  ['letters that turn around and hide', 'abc\u202Edcb\u200B\u2066x\uFEFF'],
  ['letters of many bytes, some in two ways', '😀 Ünïcødé e\u0301 é 漢字'],
  ['half of a character', 'half \ud800 of one'],
  ['the names of every object’s own parts', '__proto__ constructor toString'],
];

/** The text as a page shows it; nothing where it would turn the page around or hide in it. */
export const shownText = (text: string): string => {
  const shown = `\`${text.replaceAll('`', "'")}\``;
  return /^[ -~]*$/.test(shown) ? shown : '';
};
