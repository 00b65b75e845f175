#include "tests/support/gguf_bytes.h"
#include "ui/session/analysis_session.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTemporaryDir>

#include <fstream>
#include <initializer_list>
#include <utility>

namespace headscope {
namespace {

constexpr int kPatience = 20'000; // milliseconds
constexpr std::uint32_t kFloat = 0, kNumber = 4, kReal = 6, kText = 8, kList = 9;

/// A model of two layers, the first with two heads and the second with one.
class UnevenModel {
public:
    using Number = std::pair<const char *, std::uint32_t>;

    UnevenModel()
    {
        m_bytes.pair("general.architecture", kText, GgufBytes::text("llama"))
            .pair("llama.attention.layer_norm_rms_epsilon", kReal, littleEndian(1e-5F));
        const std::string counts = littleEndian(kNumber) + littleEndian(std::uint64_t{2}) +
                                   littleEndian(std::uint32_t{2}) + littleEndian(std::uint32_t{1});
        for (const char *key : {"llama.attention.head_count", "llama.attention.head_count_kv"})
            m_bytes.pair(key, kList, counts);
        for (const auto &[key, number] : std::initializer_list<Number>{{"block_count", 2},
                                                                       {"embedding_length", 8},
                                                                       {"feed_forward_length", 8},
                                                                       {"context_length", 16},
                                                                       {"attention.key_length", 4},
                                                                       {"attention.value_length", 4},
                                                                       {"rope.dimension_count", 4}})
            m_bytes.pair(std::string("llama.") + key, kNumber, littleEndian(number));
        for (const char *name : {"token_embd.weight", "output.weight"})
            add(name, {8, 5});
        add("output_norm.weight", {8});
        for (const auto &[layer, heads] : std::initializer_list<Number>{{"blk.0.", 2}, {"blk.1.", 1}})
            addLayer(layer, heads * 4);
    }

    void write(const std::string &file) const { std::ofstream(file, std::ios::binary) << m_bytes.bytes(); }

private:
    void addLayer(const std::string &layer, std::uint64_t width)
    {
        for (const char *name : {"attn_norm.weight", "ffn_norm.weight"})
            add(layer + name, {8});
        for (const char *name : {"attn_q.weight", "attn_k.weight", "attn_v.weight"})
            add(layer + name, {8, width});
        add(layer + "attn_output.weight", {width, 8});
        for (const char *name : {"ffn_gate.weight", "ffn_up.weight", "ffn_down.weight"})
            add(layer + name, {8, 8});
    }

    void add(const std::string &name, const std::vector<std::uint64_t> &sizes)
    {
        std::uint64_t bytes = sizeof(float);
        for (const std::uint64_t size : sizes)
            bytes *= size;
        m_bytes.tensor(name, sizes, kFloat, m_bytes.data.size());
        m_bytes.data.resize(m_bytes.data.size() + (bytes + 31) / 32 * 32, '\0');
    }

    GgufBytes m_bytes;
};

class UnevenHeads : public testing::Test {
protected:
    void open(const QString &text)
    {
        const QString file = m_folder.filePath(QStringLiteral("uneven.gguf"));
        UnevenModel().write(file.toStdString());
        QSignalSpy results(&m_session, &AnalysisSession::resultChanged);
        QSignalSpy failures(&m_session, &AnalysisSession::failed);
        m_session.openModel(file, file, text);
        ASSERT_TRUE(results.wait(kPatience))
            << (failures.isEmpty() ? "" : failures[0][0].toString().toStdString());
        EXPECT_TRUE(failures.isEmpty());
    }

    QTemporaryDir m_folder;
    AnalysisSession m_session;
};

TEST_F(UnevenHeads, AHeadThatALayerDoesNotHaveIsNeverChanged)
{
    open(QStringLiteral("1 2 3"));
    const HeadId there{Stack::Encoder, 1, 0}, absent{Stack::Encoder, 1, 1};

    m_session.editInterventions({{there, Zero{}}, {absent, Zero{}}}, QStringLiteral("layer 1"));
    EXPECT_EQ(m_session.interventions(), (Interventions{{there, Zero{}}}));

    m_session.editIntervention(absent, Mean{});
    EXPECT_EQ(m_session.interventions(), (Interventions{{there, Zero{}}}));
}

TEST_F(UnevenHeads, AModelWithoutATokenizerOpensOnIdsWhateverTheText)
{
    open(QStringLiteral("The cat sat on the mat."));

    EXPECT_EQ(m_session.text(), QStringLiteral("0 1 2 3 4")); // its whole vocabulary
}

TEST_F(UnevenHeads, WordsWithoutATokenizerAreRefusedInASentence)
{
    open(QStringLiteral("1 2 3"));
    QSignalSpy failures(&m_session, &AnalysisSession::failed);

    m_session.editText(QStringLiteral("1 cat 3"));

    ASSERT_TRUE(failures.wait(kPatience));
    EXPECT_TRUE(failures[0][0].toString().contains(QStringLiteral("without a tokenizer")));
}

} // namespace
} // namespace headscope
