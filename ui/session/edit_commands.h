#pragma once

#include <QString>
#include <QUndoCommand>

#include <functional>

namespace headscope {

/// One undoable change of a value of the document. Steps of one gesture merge; a gesture that ends where it
/// began makes itself obsolete.
template <typename Value>
class EditValue : public QUndoCommand {
public:
    using Apply = std::function<void(const Value &)>;
    struct Change {
        Value before, after;
    };

    /// `gesture` -1: a step of its own.
    EditValue(const QString &what, Change change, int gesture, Apply apply)
        : QUndoCommand(what)
        , m_change(std::move(change))
        , m_gesture(gesture)
        , m_apply(std::move(apply))
    {
    }

    void undo() override { m_apply(m_change.before); }
    void redo() override { m_apply(m_change.after); }
    [[nodiscard]] int id() const override { return m_gesture; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = dynamic_cast<const EditValue *>(other);
        if (next == nullptr || m_gesture < 0)
            return false;
        m_change.after = next->m_change.after;
        setObsolete(m_change.before == m_change.after);
        return true;
    }

private:
    Change m_change;
    int m_gesture;
    Apply m_apply;
};

} // namespace headscope
