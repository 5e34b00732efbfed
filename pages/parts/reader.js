// The page says its language, and the browser keeps the reader's own choice of one.
export default function ({ data: { language, chosen, name, seconds } }) {
  document.documentElement.lang = language;
  if (chosen) document.cookie = `${name}=${chosen}; path=/; samesite=lax; max-age=${seconds}`;
}
