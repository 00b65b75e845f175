"""The awkward texts of tokenizer_goldens.py, in the order of the committed files."""

SPACES_AND_LATIN = [
    '', ' ', '  ', '   ', '\t', '\n', '\r\n', '\n\n \n', 'a', ' a', 'a ', '  a  ', 'Hello, world!', 'Hello  world',
    'Hello   world   !', "don't we've I'll they're I'm he'd it's 'S 'T 'LL", "'s't're", "''s", " 's", "can't've",
    '\u2019s n\u2019ai l\u2019\xe9t\xe9', '\xe9', 'e\u0301', 'E\u0301cole', '\u0301', 'a\u0301\u0323b',
    'a\u0323\u0301b', '\u1ea1\u0301', '\u01d5', '\ufb01 \ufb02 \ufb03', '\xc5 \xc5 \xc5', '\xf1and\xfa \xd1AND\xda',
    '\u0130stanbul', 'ISTANBUL \u0131I', '\u1e9e \xdf SS', '\u03a3\u0391\u03a3 \u03c3\u03b1\u03c2',
    '\u01c4 \u01c5 \u01c6', 'K (Kelvin)', '\u03a9 \u03a9',
]

SCRIPTS = [
    '\u4e2d\u6587', '\u4e2d\u6587 English \u6df7\u5408', '\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8',
    '\u3072\u3089\u304c\u306a\u30ab\u30bf\u30ab\u30ca', '\uff8a\uff9d\uff76\uff78',
    '\ud55c\uad6d\uc5b4 \ud14d\uc2a4\ud2b8', '\u1112\u1161\u11ab', '\uac01', '\U00020000\U00020001', '\u3400',
    '\u8c48', '\u2f00', '\u3007', '\U0001f600', '\U0001f600\U0001f600 \U0001f600',
    '\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466', '\U0001f44d\U0001f3fd',
    '\U0001f3f3\ufe0f\u200d\U0001f308', '\U0001f1eb\U0001f1f7\U0001f1ec\U0001f1e7', '1\ufe0f\u20e3', '\u263a\ufe0f',
    '\U0001f926\U0001f3fc\u200d\u2642\ufe0f!', 'a\U0001f600b', '\u200d', 'a\u200db',
    '\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645',
    '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd', '\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd',
    '\u0627\u0644\u0633\u064e\u0651\u0644\u064e\u0627\u0645\u064f \u0639\u064e\u0644\u064e\u064a\u0652\u0643\u064f\u0645\u0652',
    '\u202eabc\u202c', 'a\u200fb', '\u0641\u0627\u0631\u0633\u06cc \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u0627\u0631\u062f\u0648', '\u0939\u093f\u0928\u094d\u0926\u0940 \u092e\u0947\u0902 \u0932\u093f\u0916\u093e',
    '\u0ba4\u0bae\u0bbf\u0bb4\u0bcd', '\u0c24\u0c46\u0c32\u0c41\u0c17\u0c41', '\u09ac\u09be\u0982\u09b2\u09be',
    '\u0e44\u0e17\u0e22\u0e20\u0e32\u0e29\u0e32', '\u0ea5\u0eb2\u0ea7', '\u1781\u17d2\u1798\u17c2\u179a',
    '\u1019\u103c\u1014\u103a\u1019\u102c', '\u0f56\u0f7c\u0f51\u0f0b\u0f61\u0f72\u0f42',
    '\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8', '\u0540\u0561\u0575\u0565\u0580\u0565\u0576',
    '\u12a0\u121b\u122d\u129b', '\u13e3\u13b3\u13a9', '\u1403\u14c4\u1483\u144e\u1450\u1466', '\u16a0\u16a2\u16a6',
    '\U00010330\U00010331', '\U0001d518\U0001d52b\U0001d526\U0001d520\U0001d52c\U0001d521\U0001d522', '\u210cello',
    '\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac',
    '\u0420\u0443\u0441\u0441\u043a\u0438\u0439 \u044f\u0437\u044b\u043a \u0451 \u0439',
    '\u0423\u043a\u0440\u0430\u0457\u043d\u0441\u044c\u043a\u0430 \u0457', 'Vi\u1ec7t Nam ti\u1ebfng Vi\u1ec7t',
    '\u010ce\u0161tina \u0159e\u0159icha', '\xde\xf3r\xf0ur', '\u0141\xd3D\u0179', '\u0153uvre \u0152 \xe6',
    '\u011e\u011f \u015e\u015f',
]

NUMBERS = [
    '0', '123', '1234567890', '3.14159', '1,000,000', '\uff11\uff12\uff13', '\u0663\u0664', '\xbd', ' \xbd', '\u2167',
    '\u2460\u2461', 'x\xb2', '10^6', '\xb2\xb3', '1st 2nd', 'a1b2c3', '  42', '   7', '  \xbd',
    '\u0660\u0661\u0662 \u0663', '\u0967\u0968\u0969', '\U0001d7d8\U0001d7d9', '\u4e94', '\u96f6',
]

CONTROLS_AND_UNASSIGNED = [
    '\x00', 'a\x00b', '\x01\x02\x03', '\x04', '\x7f', '\x80\x85\x9f', '\xa0', 'a\xa0b', '\u2003x',
    '\u3000\u5168\u89d2', '\u200b', 'a\u200bb', '\ufeffBOM', '\u2028 \u2029', '\u1680', '\u180e', '\ufffd',
    'a\ufffdb', '\xadsoft\xadhyphen', '\ue000', '\U000f0000', '\U0010ffff', '\ufdd0', '\uffff', '\u0378', '\u2060',
    '\u061c',
]

SPECIAL_TOKENS = [
    '<s>', '</s>', '<unk>', '<mask>', ' <mask>', 'a <mask> b', 'a<mask>b', '  <mask>  x', '[MASK]', '[CLS] a [SEP]',
    'the [MASK] sat', '[mask]', '[UNK]', '<pad>', '<|endoftext|>', 'a<|endoftext|>b', '<|endoftext|><|endoftext|>',
    '<|endoftext', '<s>a</s>', '<s> a </s>', 'a[MASK]b', '<mask><mask>', '<mask> <mask>', '[MASK] [MASK]', '<0x0A>',
    '\u2581', '\u2581\u2581a', 'a\u2581b', '\u0120', '\u0120a', '##ing', '# #', '<<s>>',
]

PUNCTUATION = [
    '!', '!!!', '...', '\u2026', '\u2014\u2013-', '\xabguillemets\xbb', '\u201cquotes\u201d \u2018x\u2019',
    '\xbfQu\xe9? \xa1S\xed!', 'a.b.c', 'http://example.com/a?b=c&d=e#f', 'user@example.com', 'C:\\path\\file',
    '$100 \u20ac50 \xa320 \xa55', 'a+b=c', 'a<b>c', '`code`', '~!@#$%^&*()_+{}|:"<>?-=[]\\;\',./', '^_^', '\xac\xa6',
    '\xa7\xb6\u2020\u2021', '\u2116 \u2103 \u2122 \xae \xa9', '\u2190\u2192\u2191\u2193', '\u2200x\u2208\u211d',
    '\u2603', '\u2660\u2665', '\u2588\u2593\u2592', '\U0001d11e', '\xb7', '\u2030', '\u066a', '\u060c\u061f',
    '\u3002\u3001\u300c\u300d', '\uff01\uff1f', '\u055e', '\u05f3', '\u0964', '\u1361', '\u1800', '\u2e18', '\u2e43',
    '\ufe4f', '\uffe5', '\U00010100', '\u0964', '\u2e5d',
]

LONG_OR_SPACED = [
    'supercalifragilisticexpialidocious', 'antidisestablishmentarianism', 'Donaudampfschifffahrtsgesellschaft',
    'a' * 99, 'a' * 100, 'a' * 101,
    '\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9',
    'x' * 300, 'ab' * 120, '!' * 150, '                                                  ',
    '                                                  x', 'x                                                  ',
    '\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n', '\t\tx\t', 'a\tb\nc\rd', '  \n  x', 'x \n y', 'x\n\n\ny',
    'def f(x):\n    return x + 1\n', '\tif (a) {\n\t\tb();\n\t}', '1\n2', 'a \n', ' \n a', '\xa0\xa0a', ' \xa0a',
    '\xa0 a', '\u2009\u2009 1',
]

SENTENCES_AND_MARKS = [
    'The sun rises in the east and sets in the',
    "Marie a donn\xe9 le livre \xe0 Jean parce qu'il lui avait demand\xe9.", 'Roses are red, violets are',
    'When Mary and John went to the store, John gave a drink to', "L'\xe9t\xe9, c'\xe9tait l\xe0-bas\u2026",
    'Za\u017c\xf3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144',
    'P\u0159\xedli\u0161 \u017elu\u0165ou\u010dk\xfd k\u016f\u0148',
    '\xc5\u030an\u0308g\u0303s\u0303t\u0304r\u0308\xf6m', 'Z\u0337a\u0338l\u0335g\u0336o\u0334',
    'q\u0323\u0307 q\u0323\u0307', '\u0915\u094d\u0937\u093f', '\u0344', '\u1e9b\u0323', '\u0f73', '\u2126\u212b',
    '\ufb2c', '\U0001d15e', '\uac00\u11a8', '\u1100\u1161\u11a8', 'aaaaaaaaaa', 'abcabcabcabc', 'the the the',
    'Once upon a time, there was a little girl named Lily.', 'HELLO WORLD', 'hELLO wORLD', 'iPhone', "McDonald's",
    "O'Neil", "l'homme d'affaires", "rock'n'roll", "'''", "'re'", "x's's", '\u02bc\u02b9',
    'a\u0300\u0301\u0302\u0303\u0304', '\u0c15\u0c4d\u0c37', '\u0e01\u0e33', '\u1cf7 \u0898', '\u166d',
    '\U0001f642\u200d\u2194\ufe0f', '\u0131\u0307', '\u0130\u0130a', 'I\u0130i', 'x\u0345', '\u1fb3 \u1fbc', '\u0149',
    '\u01f0', '\u0390',
]

TEXTS = (SPACES_AND_LATIN + SCRIPTS + NUMBERS + CONTROLS_AND_UNASSIGNED
         + SPECIAL_TOKENS + PUNCTUATION + LONG_OR_SPACED + SENTENCES_AND_MARKS)
