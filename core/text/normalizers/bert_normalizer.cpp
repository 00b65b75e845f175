#include "core/text/normalizers/normalizer.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

/// The blocks of Chinese characters that BERT's tokenizer reads one by one.
bool isChinese(char32_t code)
{
    struct Block {
        char32_t first, last;
    };
    static constexpr std::array<Block, 7> kBlocks{{{0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0xF900, 0xFAFF},
                                                   {0x20000, 0x2A6DF},
                                                   {0x2A700, 0x2B81F},
                                                   {0x2B920, 0x2CEAF},
                                                   {0x2F800, 0x2FA1F}}};
    return std::ranges::any_of(
        kBlocks, [code](const Block &block) { return code >= block.first && code <= block.last; });
}

void clean(AlignedText &text)
{
    std::erase_if(text, [](const AlignedCharacter &character) {
        return character.code == 0 || character.code == 0xFFFD || isBertControl(character.code);
    });
    for (AlignedCharacter &character : text) {
        if (isWhiteSpace(character.code))
            character.code = U' ';
    }
}

/// Puts a space on each side; it belongs to the Chinese character.
void spaceOutChinese(AlignedText &text)
{
    AlignedText spaced;
    spaced.reserve(text.size());
    for (const AlignedCharacter &character : text) {
        if (!isChinese(character.code)) {
            spaced.push_back(character);
            continue;
        }
        spaced.push_back({U' ', character.begin, character.end});
        spaced.push_back(character);
        spaced.push_back({U' ', character.begin, character.end});
    }
    text = std::move(spaced);
}

class BertNormalizer : public Normalizer {
public:
    explicit BertNormalizer(const BertNormalizerOptions &options)
        : m_options(options)
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        if (m_options.cleanText)
            clean(text);
        if (m_options.spaceOutChinese && !stop.stop_requested())
            spaceOutChinese(text);
        if (m_options.stripAccents.value_or(m_options.lowercase) && !stop.stop_requested()) {
            toUnicodeForm(text, UnicodeForm::Nfd);
            std::erase_if(text,
                          [](const AlignedCharacter &character) { return isBertAccent(character.code); });
        }
        if (m_options.lowercase && !stop.stop_requested())
            toLowercase(text);
    }

private:
    BertNormalizerOptions m_options;
};

} // namespace

NormalizerPointer bertNormalizer(const BertNormalizerOptions &options)
{
    return std::make_unique<BertNormalizer>(options);
}

} // namespace headscope
