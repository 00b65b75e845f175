#include "core/text/normalizers/normalizer.h"

#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <optional>

namespace headscope {

namespace {

struct PendingMark {
    int combiningClass;
    Change change;
};

const UNormalizer2 *formOf(UnicodeForm form)
{
    UErrorCode status = U_ZERO_ERROR;
    const bool compatible = form == UnicodeForm::Nfkc || form == UnicodeForm::Nfkd;
    return compatible ? unorm2_getNFKCInstance(&status) : unorm2_getNFCInstance(&status);
}

// The reference's tables are those of Unicode 9: what came later neither decomposes nor moves.
constexpr int kUnicodeOfForms = 9;

int combiningClass(const UNormalizer2 *form, char32_t code)
{
    constexpr char32_t kFirstMark = 0x300;
    if (code < kFirstMark || !isInUnicode(code, kUnicodeOfForms))
        return 0;
    return unorm2_getCombiningClass(form, static_cast<UChar32>(code));
}

/// The full decomposition of a character; itself when it has none.
std::u32string decomposition(const UNormalizer2 *form, char32_t code)
{
    std::array<UChar, 64> units{};
    UErrorCode status = U_ZERO_ERROR;
    const int length = unorm2_getDecomposition(form, static_cast<UChar32>(code), units.data(),
                                               static_cast<int>(units.size()), &status);
    std::u32string codes;
    if (length <= 0 || U_FAILURE(status) != 0 || !isInUnicode(code, kUnicodeOfForms))
        return codes.append(1, code);
    for (std::size_t index = 0; index < static_cast<std::size_t>(length); ++index) {
        const auto unit = static_cast<char32_t>(units[index]);
        const bool isPair = unit >= 0xD800 && unit < 0xDC00 && index + 1 < units.size();
        codes.push_back(isPair ? 0x10000 + ((unit - 0xD800) << 10U) + (units[++index] - 0xDC00U) : unit);
    }
    return codes;
}

/// Decomposes and brings marks into canonical order; a mark keeps how it came about when it moves.
std::vector<Change> decompose(const UNormalizer2 *form, const AlignedText &text)
{
    std::vector<Change> changes;
    changes.reserve(text.size());
    std::vector<PendingMark> pending;
    const auto flush = [&] {
        std::ranges::stable_sort(pending, {}, &PendingMark::combiningClass);
        for (const PendingMark &mark : pending)
            changes.push_back(mark.change);
        pending.clear();
    };
    for (const AlignedCharacter &character : text) {
        int change = 0;
        for (const char32_t code : decomposition(form, character.code)) {
            const int markClass = combiningClass(form, code);
            if (markClass == 0) {
                flush();
                changes.push_back({code, change});
            } else {
                pending.push_back({markClass, {code, change}});
            }
            change = 1;
        }
    }
    flush();
    return changes;
}

/// Composes a decomposed text: each mark with the last starter unless something between them blocks it.
std::vector<Change> compose(const UNormalizer2 *form, const std::vector<Change> &decomposed)
{
    std::vector<Change> composed;
    composed.reserve(decomposed.size());
    std::optional<std::size_t> starter;
    int lastClass = 0; // of what stands behind the starter uncomposed; 0: nothing
    for (const Change &next : decomposed) {
        const int nextClass = combiningClass(form, next.code);
        if (starter && (lastClass == 0 || lastClass < nextClass)) {
            Change &base = composed[*starter];
            const UChar32 pair =
                unorm2_composePair(form, static_cast<UChar32>(base.code), static_cast<UChar32>(next.code));
            if (pair >= 0 && isInUnicode(static_cast<char32_t>(pair), kUnicodeOfForms)) {
                base = {static_cast<char32_t>(pair), base.change + next.change - 1};
                continue;
            }
        }
        if (nextClass == 0)
            starter = composed.size();
        lastClass = nextClass;
        composed.push_back(next);
    }
    return composed;
}

} // namespace

void toUnicodeForm(AlignedText &text, UnicodeForm form)
{
    if (std::ranges::all_of(text, [](const AlignedCharacter &character) { return character.code < 0x80; }))
        return;
    const UNormalizer2 *tables = formOf(form);
    std::vector<Change> changes = decompose(tables, text);
    if (form == UnicodeForm::Nfc || form == UnicodeForm::Nfkc)
        changes = compose(tables, changes);
    applyChanges(text, changes);
}

} // namespace headscope
