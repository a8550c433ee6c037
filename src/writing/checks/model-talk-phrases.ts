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
    "i (?:cannot|can't|can not|am unable to|am not able to|won't|will not|must decline to|refuse to) (?:help|assist|comment|provide|fulfil|fulfill|comply|create|generate|write|answer|reply|respond|produce|discuss|engage|share|reveal|disclose|do that|do this|follow|ignore|continue|complete|process|access|browse|open|see|view)",
  ),
  /^(?:i'?m |i am )?(?:so |very |really )?sorry,? (?:but|i can|i am unable|as an)/,
  edge("i(?:'m| am) (?:unable|not able) to"),
  edge('i apologi[sz]e,? (?:but|for)'),
  edge(
    '(?:my|the|your|these|previous|prior|above|system|hidden|initial|original) (?:system )?(?:prompt|instructions|guidelines|programming|training data)',
  ),
  edge('(?:openai|chatgpt|anthropic) (?:policy|policies|guidelines|model)'),
  edge(
    '(?:trained|developed|created|made) by (?:openai|meta|google|anthropic|alibaba|mistral|deepseek)',
  ),
  edge(
    'knowledge cutoff|training data|content policy|i was (?:told|instructed|asked) to|i have been (?:told|instructed|asked) to',
  ),
  edge(
    "here(?:'s| is| are) (?:a|an|the|my|your|some) (?:\\w+ ){0,3}(?:comment|reply|response|answer|text)",
  ),
  edge(
    'let me know if you|feel free to (?:ask|adjust|modify)|hope this (?:helps|comment|meets)|as (?:you )?(?:requested|instructed)',
  ),
  edge('(?:developer|debug|god|jailbreak|dan) mode|jailbroken'),
  /\((?:note|\d+ (?:characters|words))|^(?:note|disclaimer) ?:/,
  // Russian
  edge(
    '(?:как|я|я [-–—]|я всего лишь|я просто) (?:большая |обычная )?(?:языковая модель|ии|ai|искусственный интеллект|нейросеть|нейронная сеть|чат-?бот|бот|виртуальный (?:помощник|ассистент)|ии-?(?:помощник|ассистент|модель))',
  ),
  edge(
    '(?:я )?не (?:могу|буду|имею права|имею возможности|в состоянии) (?:помочь|помогать|выполнить|выполнять|написать|писать|предоставить|предоставлять|ответить|отвечать|создать|создавать|сгенерировать|комментировать|прокомментировать|обсуждать|продолжить|раскрыть|раскрывать|показать|следовать|открыть|перейти|оставить|участвовать)',
  ),
  /^(?:извините|простите|прошу прощения|сожалею|к сожалению),? (?:но (?:я|как|это|не) |(?:я )?(?:не могу|не буду|не имею|не в состоянии|как ии) )/,
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
  edge(
    'надеюсь,? это (?:поможет|подойдет)|если (?:вам )?нужн[аоы] (?:что-то|другой|другие) (?:вариант|еще)|режим разработчика',
  ),
  // Turkish
  edge(
    '(?:bir )?(?:yapay zeka|dil modeli|yapay zeka modeli|yapay zeka asistani|sohbet botu|asistan) olarak',
  ),
  edge(
    '(?:yapay zeka|dil modeli|yapay zeka dil modeli|sohbet botu|yapay zeka asistani|robot|bot|asistan)(?:y)?(?:im|um)',
  ),
  edge(
    'yapay zeka (?:dil )?modeliyim|(?:sanal|dijital) asistaniyim|sadece bir (?:yapay zeka|dil modeli)(?:yim)?',
  ),
  /^(?:cok )?(?:uzgunum|kusura bakmayin|ozur dilerim|maalesef),? (?:ama|ancak|fakat|bu|size|sana|yardimci|bunu|ben)(?![a-z])/,
  edge('(?:yardimci|yardim) (?:olamam|olamiyorum|olamayacagim|edemem|edemiyorum)'),
  edge(
    '(?:yorum|cevap|yanit|metin|icerik) (?:yapamam|yapamiyorum|yazamam|yazamiyorum|veremem|veremiyorum|uretemem|uretemiyorum|olusturamam|olusturamiyorum)',
  ),
  edge(
    '(?:istegi|istegini|istegini?zi|talebi|talebini|talebini?zi|talimati|talimatlari) (?:yerine getir|karsila|uygula|takip|yok say)[a-z]*',
  ),
  edge(
    '(?:sistem|onceki|gizli|yukaridaki) (?:talimat|komut|mesaj|istem|prompt)[a-z]*|talimatlarim[a-z]*|bana verilen (?:talimat|gorev)[a-z]*',
  ),
  edge(
    'iste (?:bir |size |sana |kisa |istediginiz )*(?:yorum|cevap|yanit|metin)(?:unuz|iniz|um|un)?|umarim (?:bu )?(?:yardimci olur|isinize yarar)|gelistirici modu',
  ),
];

/** A pattern that begins and ends where words do, in any script. */
function edge(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'u');
}
