#pragma once

namespace headscope {

/// While one lives, the large arrays that tensors of this thread let go are handed to new tensors of the same
/// size: the system clears every page that it gives out, which is a third of the work of opening a large
/// model. Holds at most 256 MB that nobody uses.
class MemoryRecycling {
public:
    MemoryRecycling();
    ~MemoryRecycling();
    MemoryRecycling(const MemoryRecycling &) = delete;
    MemoryRecycling &operator=(const MemoryRecycling &) = delete;
};

} // namespace headscope
