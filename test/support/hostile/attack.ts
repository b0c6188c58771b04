/** What strangers put where a page may show it. `elsewhere`: a server that counts who asks it for anything. */
export function attacks(elsewhere: string): readonly string[] {
  return [
    '<script>globalThis.kanarie=1</script>',
    '"><img src=x onerror="globalThis.kanarie=2">',
    '<svg onload="globalThis.kanarie=3"></svg>',
    `<img src="${elsewhere}/beeld">`,
    '</textarea></title><script>globalThis.kanarie=4</script>',
    `'"><iframe srcdoc="<script>parent.kanarie=5</script>"></iframe>`,
    `<style>@import "${elsewhere}/stijl";</style>`,
    '<a href="javascript:globalThis.kanarie=6">klik</a>',
    '{{constructor.constructor("globalThis.kanarie=7")()}}${globalThis.kanarie=8}',
    `<link rel=stylesheet href=${elsewhere}/l><base href=${elsewhere}/>`,
    '<b style="width:expression(globalThis.kanarie=9)" autofocus onfocus="globalThis.kanarie=10" tabindex=1>',
    `<meta http-equiv=refresh content="0;url=${elsewhere}/weg">`,
    `<form action=${elsewhere}><input name=_csrf></form>`,
    '\u202egnp.exe\u2066',
    '!${globalThis.kanarie=11}',
  ];
}

/** As many of them as fit in a field of this length, each field beginning with another one. */
export function createAttacker(elsewhere: string) {
  const all = attacks(elsewhere);
  let turn = 0;
  return (limit: number): string => {
    turn += 1;
    let text = '';
    for (let at = 0; at < all.length; at += 1) {
      const one = all[(at + turn) % all.length] ?? '';
      if (text.length + one.length <= limit) text += one;
    }
    return text;
  };
}
