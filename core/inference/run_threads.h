#pragma once

#include "core/model/model_config.h"

#include <cstddef>

namespace headscope {

/// What a layer gets: one text, or several of equal length below each other.
struct LayerLoad {
    std::ptrdiff_t tokens = 0;
    std::ptrdiff_t texts = 1;
};

/// Computes on one thread while it lives, if a layer is so little work that a second one would cost more than
/// it brings: nothing on a quiet machine, but on a busy one each meeting of the threads may wait for a
/// processor. Otherwise on as many as before, and so again afterwards.
class ThreadsForLoad {
public:
    ThreadsForLoad(const ModelConfig &config, const LayerLoad &load);
    ~ThreadsForLoad();
    ThreadsForLoad(const ThreadsForLoad &) = delete;
    ThreadsForLoad &operator=(const ThreadsForLoad &) = delete;

private:
    int m_before;
};

/// Whether a second thread is worth its while.
[[nodiscard]] bool isWorthThreads(const ModelConfig &config, const LayerLoad &load);

} // namespace headscope
