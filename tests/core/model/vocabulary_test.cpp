#include "core/model/model.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace headscope {

namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A vocab.txt of `tokens` entries.
void writeVocabulary(const std::filesystem::path &folder, int tokens)
{
    std::ofstream file(folder / "vocab.txt");
    file << "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    for (int id = 5; id < tokens; ++id)
        file << "word" << id << '\n';
}

} // namespace

TEST(Vocabulary, AnEmbeddingMayHaveMoreRowsThanAFoldersTokenizerHasTokens)
{
    const ModelCopy copy("bert-masked");
    writeVocabulary(copy.path(), 50);

    const auto model = openModel(copy.path());

    ASSERT_NE(model->tokenizer, nullptr);
    EXPECT_EQ(model->tokenizer->vocabularySize(), 50);
}

TEST(Vocabulary, ATokenWithoutItsRowIsRefused)
{
    const ModelCopy copy("bert-masked");
    writeVocabulary(copy.path(), 54);

    EXPECT_THAT(refusalOf([&] { (void)openModel(copy.path()); }),
                AllOf(HasSubstr("54 tokens"), HasSubstr("53 rows")));
}

TEST(Vocabulary, AFolderWithNothingElseGivesItsTokenizer)
{
    const ScratchFolder folder;
    writeVocabulary(folder.path(), 20);

    EXPECT_EQ(openTokenizer(folder.path())->vocabularySize(), 20);
    EXPECT_EQ(openTokenizer(folder.path() / "vocab.txt")->vocabularySize(), 20);
}

} // namespace headscope
