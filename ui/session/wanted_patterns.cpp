#include "ui/session/wanted_patterns.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::size_t kBytesAtOnce = std::size_t{256} << 20U;

bool contains(const std::vector<HeadId> &heads, const HeadId &head)
{
    return std::ranges::find(heads, head) != heads.end();
}

/// Whether the result has a small picture of the head: it attends.
bool attends(const RunResult &result, const HeadId &head)
{
    const auto layer = static_cast<std::size_t>(head.layer);
    return head.stack == Stack::Encoder && layer < result.overviews.size() && result.overviews[layer] &&
           head.head >= 0 && head.head < result.overviews[layer]->shape().front();
}

/// The heads of the layer in the centre that are shown.
std::vector<HeadId> shownHeads(const RunResult &result, const Look &look)
{
    std::vector<HeadId> shown;
    for (HeadId head{Stack::Encoder, look.layer, 0}; attends(result, head); ++head.head)
        if (!look.hiddenHeads.contains(head.head))
            shown.push_back(head);
    return shown;
}

bool isZeroed(const RunResult &result, const HeadId &head)
{
    const auto changed = result.interventions.find(head);
    return changed != result.interventions.end() && changed->second == Intervention{Zero{}};
}

/// Forgets patterns that nobody wants until there is room for one more.
void makeRoom(RunResult &result, const std::vector<HeadId> &wanted)
{
    auto &patterns = result.computedAgain;
    const auto isIdle = [&](const auto &entry) { return !contains(wanted, entry.first); };
    for (auto idle = std::ranges::find_if(patterns, isIdle);
         idle != patterns.end() && patterns.size() >= patternsAtOnce(result.tokenCount());
         idle = std::ranges::find_if(patterns, isIdle))
        patterns.erase(idle);
}

/// All that a mean or maximum needs; none when they are too many.
std::vector<HeadId> combinedHeads(const RunResult &result, const Look &look, std::size_t most)
{
    std::vector<HeadId> heads = shownHeads(result, look);
    if (heads.size() > most)
        heads.clear();
    return heads;
}

} // namespace

std::size_t patternsAtOnce(int tokens)
{
    const auto side = static_cast<std::size_t>(tokens);
    return std::max<std::size_t>(1, kBytesAtOnce / (side * side * sizeof(float)));
}

std::vector<HeadId> headsWithLines(const RunResult &result, const Look &look)
{
    std::vector<HeadId> heads = shownHeads(result, look);
    std::erase_if(heads, [&](const HeadId &head) { return isZeroed(result, head); });
    return heads;
}

std::vector<HeadId> wantedPatterns(const RunResult &result, const Look &look)
{
    const std::size_t most = patternsAtOnce(result.tokenCount());
    std::vector<HeadId> wanted;
    if (look.view == CentreView::Lines) {
        wanted = headsWithLines(result, look);
        std::ranges::stable_partition(wanted, [&](const HeadId &head) { return head == look.focusedHead; });
        wanted.resize(std::min(wanted.size(), most));
    } else if (look.view == CentreView::Matrix && look.matrix != MatrixContent::FocusedHead) {
        wanted = combinedHeads(result, look, most);
    }
    if (attends(result, look.focusedHead) && !contains(wanted, look.focusedHead))
        wanted.push_back(look.focusedHead);
    return wanted;
}

bool isSameRun(const RunResult &a, const RunResult &b)
{
    return a.final == b.final && a.layerInputs == b.layerInputs;
}

std::shared_ptr<const RunResult> withRoom(const std::shared_ptr<const RunResult> &result,
                                          const std::vector<HeadId> &wanted)
{
    if (result->computedAgain.empty())
        return result;
    auto less = std::make_shared<RunResult>(*result);
    makeRoom(*less, wanted);
    return less->computedAgain.size() < result->computedAgain.size() ? less : result;
}

std::shared_ptr<const RunResult> withPattern(const RunResult &result, const HeadId &head,
                                             const HeadPattern &pattern, const std::vector<HeadId> &wanted)
{
    auto more = std::make_shared<RunResult>(result);
    makeRoom(*more, wanted);
    more->computedAgain[head] = pattern;
    return more;
}

} // namespace headscope
