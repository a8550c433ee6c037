/** What the stories of people are answered with. */
export const RESPONSES = `
mode: auto
chats:
  '@kisi08': manualplus
rules:
  - id: price
    keywords: [fiyat, цена]
    answer: "Fiyat 100 TL, {name}"
  - id: where
    keyword: adres
    chats: groups
    answer: Çarşıda, {name}
`;

/** What they are told unasked. */
export const INVITES = `
welcome: { text: "Hoş geldin {name}", to: [imported] }
invites:
  - id: fair
    text: Fuara bekleriz {name}
    after: 0s
followUps:
  first-contact: [Gördün mü?, Hâlâ bekliyoruz, Son kez]
  active: [Karar verdin mi?, Aklına takılan var mı?, Buradayız]
  manual: [Devam edelim mi?, Buradayım, Yine yaz]
`;
