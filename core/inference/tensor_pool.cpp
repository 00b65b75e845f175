#include "core/inference/tensor_pool.h"

#include <malloc.h>
#include <mutex>
#include <vector>

namespace headscope {

struct TensorPool::Shelf {
    std::mutex mutex;
    std::vector<std::unique_ptr<Tensor>> idle;

    std::unique_ptr<Tensor> find(std::ptrdiff_t size)
    {
        const std::lock_guard lock(mutex);
        for (auto entry = idle.rbegin(); entry != idle.rend(); ++entry) {
            if ((*entry)->size() != size)
                continue;
            std::unique_ptr<Tensor> found = std::move(*entry);
            idle.erase(std::next(entry).base());
            return found;
        }
        return nullptr;
    }

    void putBack(std::unique_ptr<Tensor> tensor)
    {
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(tensor));
    }
};

TensorPool::TensorPool()
    : m_shelf(std::make_shared<Shelf>())
{
}

std::shared_ptr<Tensor> TensorPool::take(const Shape &shape)
{
    std::unique_ptr<Tensor> tensor = m_shelf->find(elementCount(shape));
    if (tensor)
        tensor->reshape(shape);
    else
        tensor = std::make_unique<Tensor>(shape);
    return {tensor.release(), [shelf = std::weak_ptr(m_shelf)](Tensor *returned) {
                std::unique_ptr<Tensor> owned(returned);
                if (const auto home = shelf.lock())
                    home->putBack(std::move(owned));
            }};
}

void TensorPool::clear()
{
    const std::lock_guard lock(m_shelf->mutex);
    m_shelf->idle.clear();
}

void TensorPool::giveBack()
{
    clear();
    (void)::malloc_trim(0);
}

std::size_t TensorPool::idleBytes() const
{
    const std::lock_guard lock(m_shelf->mutex);
    std::size_t bytes = 0;
    for (const auto &tensor : m_shelf->idle)
        bytes += static_cast<std::size_t>(tensor->size()) * sizeof(float);
    return bytes;
}

} // namespace headscope
