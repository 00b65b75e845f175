#pragma once

#include "ui/session/analysis_session.h"
#include "ui/views/lines_paint.h"

namespace headscope {

/// The scene of one layer of a session's shown result.
[[nodiscard]] LinesScene linesScene(const AnalysisSession &session);

/// The patterns of a layer that are drawn: empty for hidden heads and for those whose contribution is zeroed.
[[nodiscard]] std::vector<HeadPattern> drawnPatterns(const RunResult &result, const Look &look, int heads);

/// What has to be said of a long text's lines: that heads are on their way, or that there is no room for all
/// that are shown. Empty when they are all there.
[[nodiscard]] QString linesNote(const AnalysisSession &session, const LinesScene &scene);

/// What a scene says about a token in exact numbers, one line a drawn head: its attention between the token
/// and `other` with its rank and the row's entropy, or, without another token, where it is strongest.
[[nodiscard]] QString linesTip(const LinesScene &scene, const PinnedToken &token,
                               const std::optional<PinnedToken> &other);

} // namespace headscope
