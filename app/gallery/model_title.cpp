#include "app/gallery/model_title.h"

#include "app/gallery/gallery_list.h"
#include "core/formats/load_error.h"

namespace headscope {

std::string modelTitle(const std::string &source, const std::string &path, const std::string &name)
{
    try {
        for (const GalleryEntry &entry : galleryEntries())
            if (source == entry.name || path.starts_with((fetchedModelsFolder() / entry.name).string() + "/"))
                return entry.title;
    } catch (const LoadError &) { // the file's own name will do
    }
    return name;
}

} // namespace headscope
