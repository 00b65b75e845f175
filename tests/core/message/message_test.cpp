#include "core/formats/load_error.h"
#include "core/message/message.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

std::string inFrench(const Message &message)
{
    const auto translated = [](const char *english) {
        return std::string(english) == "%1: expected %2" ? "%2 attendu : %1" : std::string("un fichier");
    };
    return message.inWords(translated, [](const std::string &text) { return "<" + text + ">"; });
}

TEST(Message, PutsItsArgumentsIntoTheEnglishTemplate)
{
    EXPECT_EQ(sentence("core", "%1: expected %2, found %3").with("a.txt", 3, 2).english(),
              "a.txt: expected 3, found 2");
}

TEST(Message, NeverReadsAPlaceInWhatTheUserNamed)
{
    EXPECT_EQ(sentence("core", "%1: expected %2").with("%2.txt", "100 %").english(),
              "%2.txt: expected 100 %");
}

TEST(Message, TranslatesItsTemplateAndTheMessagesInIt)
{
    const Message message = sentence("core", "%1: expected %2").with("a.txt", sentence("core", "a file"));

    EXPECT_EQ(inFrench(message), "un fichier attendu : <a.txt>");
}

TEST(Message, LeavesOutAPlaceWithoutAnArgument)
{
    EXPECT_EQ(sentence("core", "%1 and %2").with("one").english(), "one and ");
}

TEST(LoadError, SaysItsMessageInEnglishAndCarriesIt)
{
    const LoadError error(sentence("core", "%1: expected %2").with("a.txt", "b"));

    EXPECT_STREQ(error.what(), "a.txt: expected b");
    EXPECT_EQ(inFrench(error.message()), "<b> attendu : <a.txt>");
    EXPECT_STREQ(LoadError("as it is").what(), "as it is");
}

} // namespace
} // namespace headscope
