package app.baohao.ui

import android.content.Context
import android.text.InputType
import android.text.method.PasswordTransformationMethod
import android.view.inputmethod.EditorInfo
import android.widget.CheckBox
import android.widget.EditText
import app.baohao.R
import java.text.Normalizer

/**
 * Where a passphrase is typed, [twice] if a slip would lock the backup for good. No keyboard learns it, no service fills it
 * in or saves it, and no rotation writes it down.
 */
class PassphraseFields(context: Context, private val theme: Theme, twice: Boolean) : Column(context) {
    private val first = input(R.id.field_passphrase)
    private val second = if (twice) input(R.id.field_passphrase_again) else null
    private val firstField = add(Field(context, theme, context.getString(R.string.passphrase), first))
    private val secondField = second?.let {
        add(Field(context, theme, context.getString(R.string.passphrase_again), it), theme.gap)
    }

    init {
        add(checkBox(context, theme, context.getString(R.string.show_passphrase)) { show(it) }, theme.dp(4))
    }

    /**
     * What was typed, or null once it was said what is wrong. In Unicode's form C, so that a keyboard that composes its
     * letters another way still types the same passphrase.
     */
    fun typed(): ByteArray? {
        say(null)
        secondField?.say(null)
        return when {
            first.text.isEmpty() -> null.also { say(R.string.passphrase_missing) }
            second != null && !first.text.contentEquals(second.text) -> null.also {
                secondField?.say(context.getString(R.string.passphrase_differs))
            }
            else -> Normalizer.normalize(first.text, Normalizer.Form.NFC).toByteArray()
        }
    }

    /** Says what is wrong with it, or nothing. */
    fun say(words: Int?) = firstField.say(words?.let(context::getString))

    /** Empties the fields. */
    fun forget() {
        first.text.clear()
        second?.text?.clear()
    }

    private fun input(id: Int): EditText {
        val secret = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD
        val input = Field.input(context, theme, id, secret)
        input.typeface = theme.plain // the variation brings a typewriter's
        input.imeOptions = EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
        input.importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO
        input.isSaveEnabled = false
        return input
    }

    private fun show(shown: Boolean) = listOfNotNull(first, second).forEach { input ->
        input.transformationMethod = if (shown) null else PasswordTransformationMethod.getInstance()
        input.setSelection(input.text.length)
    }
}

/** A choice that can be made or left. */
fun checkBox(context: Context, theme: Theme, words: CharSequence, changed: (Boolean) -> Unit = {}): CheckBox {
    val box = CheckBox(context)
    theme.style(box, Type.BODY)
    box.text = words
    box.minHeight = theme.dp(48)
    box.minimumHeight = theme.dp(48)
    box.setPaddingRelative(theme.dp(8), 0, 0, 0)
    box.setOnCheckedChangeListener { _, checked -> changed(checked) }
    return box
}
