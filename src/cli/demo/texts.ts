/** What the demo's account says, as an operator writes it; the demo reads it back like any customer's. */
export const DEMO_FILES: Readonly<Record<string, string>> = {
  'messages.yaml': `
# What the account says, and where. Each group hears each text once before any comes again.
schedule: every 6s±3s
templates:
  - id: market
    variants:
      - "Merhaba {group}! Yeni ürünler geldi, bugün {weekday}."
      - "{group}, selam! Bugünün fırsatları hazır ({time})."
  - id: meetup
    variants:
      - "Buluşma bu akşam, saat 19:00. Görüşürüz!"
  - id: question
    variants:
      - "{time} oldu: bugün kim neler yaptı?"
  - id: news
    variants:
      - "Haftalık bülten yayında, merak eden var mı?"
`,
  'responses.yaml': `
# Who writes is answered; with Emre the operator comes first.
mode: auto
chats:
  '@kisi07': manualplus
rules:
  - id: prices-in-groups
    keywords: [fiyat]
    chats: groups
    answer: "{name}, liste özelde."
  - id: prices
    keywords: [fiyat]
    answers:
      - "Merhaba {name}, liste yolda."
      - "{name}, hemen gönderiyorum."
  - id: prices-in-russian
    keywords: [стоит]
    answer: "{name}, сейчас пришлю."
  - id: orders
    keywords: [sipariş, siparişim]
    answer: "{name}, hemen bakıyorum."
`,
  'invites.yaml': `
# What people who asked for it hear, unasked.
invites:
  - id: opening
    text: "{name}, açılışımıza davetlisin: cumartesi 14:00. Dur yaz, bir daha yazmam."
    to: [opt_in_word]
    after: 0s
followUps:
  active:
    - "{name}, başka bir sorun var mı?"
`,
};

/** Is it the invite of `invites.yaml`, whoever it is for? */
export function isInvite(text: string): boolean {
  return text.includes('açılışımıza davetlisin');
}
