/**
 * What models say of themselves, of their task, or when they refuse. Each is held against a text that is folded
 * loosely: small letters, no marks on Latin letters, ı as i, ё as е, й kept. Words that people use of models are
 * not among them: a post may be about one.
 */
export const MODEL_TALK: readonly RegExp[] = [
  // English
  edge(
    "(?:as|i am|i'm|im) (?:just |only )?(?:an? )?(?:ai|a\\.i\\.|artificial intelligence|(?:large )?language model|llm|chat ?bot|virtual assistant|assistant|machine|computer program)",
  ),
  edge(
    "i (?:cannot|can't|can not|am unable to|am not able to|won't|will not|must decline to|refuse to) (?:help (?:you )?with (?:that|this|your|such)|assist|comment on (?:this|that|such)|provide|fulfil|fulfill|comply|create|generate|write (?:a|about|that|this|such|the|anything)|answer (?:that|this|such)|respond|produce|discuss|engage in|share (?:that|my|this|the)|reveal|disclose|do that|follow (?:these|those|that|your)|ignore (?:my|the|these)|process|browse)",
  ),
  /^(?:i'?m |i am )?(?:so |very |really )?sorry,? but (?:i (?:can|am (?:un|not )able|won)|i'm|as an|this (?:is|request|goes)|that (?:is|request|goes))/,
  edge('i apologi[sz]e,? (?:but|for)'),
  edge(
    '(?:my|previous|prior|above|system|hidden|initial|original) (?:system )?(?:prompt|instructions|guidelines|programming|training data)',
  ),
  edge('(?:openai|chatgpt|anthropic) (?:policy|policies|guidelines|model)'),
  edge(
    '(?:trained|developed|created|made) by (?:openai|meta|google|anthropic|alibaba|mistral|deepseek)',
  ),
  edge(
    'my knowledge cutoff|against my (?:content )?policy|i (?:was|have been) (?:told|instructed|asked) to (?:write|reply|comment|respond|answer|be|keep|follow)',
  ),
  edge(
    "here(?:'s| is| are) (?:a|an|the|my|your|some) (?:\\w+ ){0,3}(?:comment|reply|response|answer|text)",
  ),
  edge(
    "let me know if you(?:'d| would) like (?:me to|another|any changes|it|the comment|a different)|feel free to (?:adjust|modify|edit)|hope this (?:comment|reply|meets)|as you (?:requested|instructed)",
  ),
  edge('(?:developer|debug|god|jailbreak|dan) mode|jailbroken'),
  /\((?:note|\d+ (?:characters|words))|^(?:note|disclaimer) ?:/,
  edge(
    "i (?:do not|don't) have (?:any )?(?:personal|feelings|opinions|real-time|access to (?:the )?(?:internet|links|post))",
  ),
  // Russian
  edge(
    'у меня нет (?:личного|личных|собственного|собственных|своего) (?:мнени|чувств|опыт|предпочтени)[а-я]*',
  ),
  edge(
    '(?:как|я|я [-–—]|я всего лишь|я просто) (?:большая |обычная )?(?:языковая модель|ии|ai|искусственный интеллект|нейросеть|нейронная сеть|чат-?бот|бот|виртуальный (?:помощник|ассистент)|ии-?(?:помощник|ассистент|модель))',
  ),
  edge(
    '(?:я )?не (?:могу|буду|имею права|имею возможности|в состоянии) (?:помочь|помогать|выполнить|выполнять|написать|писать|предоставить|предоставлять|ответить на (?:этот|такой|данный|ваш)|отвечать на|создать|создавать|сгенерировать|комментировать|прокомментировать|обсуждать|раскрыть|раскрывать|следовать|оставить комментарий)',
  ),
  /^(?:извините|простите|прошу прощения|сожалею|к сожалению),? (?:но )?(?:я )?(?:не могу (?:на|с|вам|об?|этого|такое|такого|выполн)|не буду|не имею|не в состоянии|как ии)(?![а-я]{4})/,
  edge(
    '(?:мои|моих|моим|моими|свои|своих|системные|системных|предыдущие|предыдущих|исходные|эти|вышеуказанные) инструкци(?:и|й|ям|ями)',
  ),
  edge('системн(?:ый|ого|ому|ым) (?:промпт|запрос|сообщени)[а-я]*|мой промпт|моего промпта'),
  edge('мне (?:было )?(?:велено|сказано|поручено|предписано) (?:написать|отвечать|писать|не)'),
  edge(
    'меня (?:создал[аи]?|обучил[аи]?|разработал[аи]?) (?:openai|meta|google|компани[а-я]*|яндекс|сбер)',
  ),
  edge(
    'вот (?:мой |ваш |пример |вариант |короткий |краткий )*(?:комментари[йя]|ответа?|текста?)(?: к| для|:)',
  ),
  edge('режим разработчика'),
  // Turkish
  edge(
    'yorum (?:yapmam|yazmam) mumkun degil|kisisel (?:bir )?(?:gorusum|fikrim|duygum|duygularim) (?:yok|bulunmuyor)',
  ),
  edge(
    '(?:bir )?(?:yapay zeka|dil modeli|yapay zeka modeli|yapay zeka asistani|sohbet botu|asistan) olarak',
  ),
  edge(
    '(?:yapay zeka|dil modeli|yapay zeka dil modeli|sohbet botu|yapay zeka asistani|robot|bot|asistan)(?:y)?(?:im|um)',
  ),
  edge(
    'yapay zeka (?:dil )?modeliyim|(?:sanal|dijital) asistaniyim|sadece bir (?:yapay zeka|dil modeli)(?:yim)?',
  ),
  /^(?:cok )?uzgunum,? (?:ama|ancak|fakat)(?![a-z])/,
  /^(?:cok )?(?:uzgunum|kusura bakmayin|ozur dilerim|maalesef),? (?:(?:ama|ancak|fakat|ben) )?(?:bu (?:konuda|istegi|talebi|icerigi|soruya|tur)|(?:size|sana) (?:bu konuda )?yardim|yardim|yorum|bir yapay)/,
  edge('(?:yardimci|yardim) (?:olamam|olamiyorum|olamayacagim|edemem|edemiyorum)'),
  edge(
    '(?:yorum|metin|icerik) (?:yapamam|yapamiyorum|yazamam|yazamiyorum|uretemem|uretemiyorum|olusturamam|olusturamiyorum)|(?:soruya|sorulara|konuda|istege) (?:cevap|yanit) (?:veremem|veremiyorum)',
  ),
  edge(
    '(?:istegi|istegini|istegini?zi|talebi|talebini|talebini?zi|talimati|talimatlari) (?:yerine getir|karsila|uygula|takip|yok say)[a-z]*',
  ),
  edge(
    '(?:sistem|onceki|gizli|yukaridaki) (?:talimat|komut|mesaj|istem|prompt)[a-z]*|talimatlarim[a-z]*|bana verilen (?:talimat|gorev)[a-z]*',
  ),
  edge(
    'iste (?:bir |size |sana |kisa |istediginiz )*(?:yorum|cevap|yanit|metin)(?:unuz|iniz|um|un)?|gelistirici modu',
  ),
];

/** A pattern that begins and ends where words do, in any script. */
function edge(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'u');
}
