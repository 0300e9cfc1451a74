package app.baohao

import android.app.Activity
import android.app.AlertDialog
import android.app.Dialog
import android.content.Intent
import android.net.Uri
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertTrue
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowDialog

/** A screen as a person meets it: what it says, and what can be tapped. */
class Shown(private val handset: Handset, private val controller: ActivityController<out Activity>) {
    val activity: Activity get() = controller.get()

    val bars: Bars by lazy { Bars(activity.window.decorView) }

    /** With a phone's bars over it; from API 30 on. */
    fun withBars(): Shown = apply { bars.show(handset::settle) }

    /** Everything that is written on it, from top to bottom. */
    val words: List<String> get() = texts().map { it.text.toString() }

    fun says(words: Int, vararg parts: Any): Boolean = says(activity.getString(words, *parts))

    fun says(text: String): Boolean = words.any { text in it }

    fun mustSay(words: Int, vararg parts: Any) = mustSay(activity.getString(words, *parts))

    fun mustSay(text: String) = assertTrue("“$text” is not among $words", says(text))

    /** The button with these words, if it is there and can be pressed. */
    fun button(words: Int): View? = button(activity.getString(words))

    private fun button(text: String): View? =
        texts().find { it.text.toString() == text && it.isClickable && it.isEnabled }

    fun tap(words: Int) = tapText(activity.getString(words))

    fun tapText(text: String) {
        val button = checkNotNull(button(text)) { "no button “$text” in $words" }
        button.performClick()
        handset.settle()
    }

    /** The dialog in front of it. */
    val dialog: AlertDialog? get() = ShadowDialog.getLatestDialog()?.takeIf(Dialog::isShowing) as? AlertDialog

    fun answerDialog(which: Int) {
        checkNotNull(dialog) { "no dialog" }.getButton(which).performClick()
        handset.settle()
    }

    /** Taps a line of the list in front of it. */
    fun choose(words: Int, vararg parts: Any) {
        val list = checkNotNull(dialog) { "no dialog" }.listView
        val lines = List(list.adapter.count) { list.adapter.getItem(it).toString() }
        val at = lines.indexOfFirst { activity.getString(words, *parts) in it }
        check(at >= 0) { "“${activity.getString(words, *parts)}” is not among $lines" }
        list.performItemClick(null, at, at.toLong())
        handset.settle()
    }

    /** Taps the first line of the list in front of it. */
    fun chooseFirst() {
        checkNotNull(dialog) { "no dialog" }.listView.performItemClick(null, 0, 0)
        handset.settle()
    }

    /** [atOnce] happens before anything that was under way goes on. */
    fun rotate(atOnce: () -> Unit = {}) {
        controller.recreate()
        atOnce()
        handset.settle()
    }

    /** Comes back to it from another app or screen. */
    fun leaveAndReturn() {
        controller.pause().stop()
        handset.settle()
        controller.restart().start().resume().visible()
        handset.settle()
    }

    /** The oldest screen that it started and that was not looked at yet. */
    fun started(): Intent? = shadowOf(activity).nextStartedActivity

    /** Opens the screen that it started. */
    fun follow(): Shown = handset.open(checkNotNull(started()) { "nothing was started" })

    /** Answers the system's document picker, which it has opened; null is Back. Gives what the picker was asked. */
    fun pick(document: Uri?): Intent {
        val asked = checkNotNull(started()) { "no picker was opened" }
        val result = if (document == null) Activity.RESULT_CANCELED else Activity.RESULT_OK
        shadowOf(activity).receiveResult(asked, result, Intent().setData(document))
        handset.settle()
        return asked
    }

    fun type(field: Int, text: String) {
        checkNotNull(activity.findViewById<EditText>(field)).setText(text)
        handset.settle()
    }

    fun close() {
        controller.close()
        handset.settle()
    }

    fun texts(): List<TextView> = views(activity.window.decorView).filterIsInstance<TextView>()
        .filter { it.isShown && it.text.isNotEmpty() }

    /** Everything that reacts to a tap, except what only closes the screen or keeps a tap from doing so. */
    fun targets(): List<View> = views(activity.window.decorView)
        .filter { it.isShown && it.hasOnClickListeners() && it.isImportantForAccessibility }
}

/** All views of a tree, in the order in which they are drawn. */
fun views(view: View): List<View> {
    val children = if (view is ViewGroup) List(view.childCount, view::getChildAt) else emptyList()
    return listOf(view) + children.flatMap(::views)
}
